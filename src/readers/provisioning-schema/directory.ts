import type { ProvisioningAttribute, ProvisioningDirectory, ProvisioningObjectType } from '../../model/index.js'
import type { Field } from '../json/index.js'
import { present } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { constantFor } from '../sync-config/redaction.js'
import { ignoreAnnotations, readMetadata, readPairs } from './metadata.js'

export function readDirectory(directory: Field, book: NoticeBook): ProvisioningDirectory {
  ignoreAnnotations(directory)
  directory.ignore('discoverabilities', 'What the service can find out by itself; whether it can is read.')
  return {
    id: directory.text('id'),
    name: directory.text('name'),
    version: directory.text('version'),
    readOnly: directory.flag('readOnly'),
    discoverable: directory.flag('discoverable'),
    discoveredAt: directory.text('discoveryDateTime'),
    objects: directory.objects('objects').map((type) => readObjectType(type, book)),
    metadata: readMetadata(directory, book),
    at: directory.at,
  }
}

function readObjectType(type: Field, book: NoticeBook): ProvisioningObjectType {
  ignoreAnnotations(type)
  return {
    name: type.text('name'),
    supportedApis: type.texts('supportedApis'),
    attributes: type.objects('attributes').map((attribute) => readAttribute(attribute, book)),
    metadata: readMetadata(type, book),
    at: type.at,
  }
}

function readAttribute(attribute: Field, book: NoticeBook): ProvisioningAttribute {
  ignoreAnnotations(attribute)
  attribute.ignore('flowNullValues', 'Whether empty values are sent; the mapping decides.')
  const name = attribute.text('name')
  const given = attribute.has('defaultValue')
  const text = attribute.text('defaultValue')
  return {
    name,
    type: attribute.text('type'),
    required: attribute.flag('required') ?? false,
    anchor: attribute.flag('anchor') ?? false,
    multivalued: attribute.flag('multivalued') ?? false,
    caseExact: attribute.flag('caseExact') ?? false,
    mutability: attribute.text('mutability'),
    ...present('defaultValue', given ? constantFor(name, text, attribute.at, book) : undefined),
    referencedObjects: referencedObjects(attribute),
    apiExpressions: readPairs(attribute, 'apiExpressions', book),
    metadata: readMetadata(attribute, book),
    at: attribute.at,
  }
}

/** `[{ referencedObjectName, referencedProperty }]`, or plain names. */
function referencedObjects(attribute: Field): readonly string[] {
  const named = attribute.objects('referencedObjects').map((reference) => {
    ignoreAnnotations(reference)
    const property = reference.text('referencedProperty')
    const object = reference.text('referencedObjectName')
    return property === '' ? object : `${object}.${property}`
  })
  return [...named, ...attribute.texts('referencedObjects')]
}
