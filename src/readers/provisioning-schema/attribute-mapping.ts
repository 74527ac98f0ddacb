import type { ProvisioningAttributeMapping, ProvisioningSource } from '../../model/index.js'
import type { Field } from '../json/index.js'
import { isSecretName, REDACTED } from '../secrets.js'
import { present } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { constantFor, noteSecret } from '../sync-config/redaction.js'
import { ignoreAnnotations } from './metadata.js'

export function readAttributeMapping(mapping: Field, book: NoticeBook): ProvisioningAttributeMapping {
  ignoreAnnotations(mapping)
  const target = mapping.text('targetAttributeName')
  const given = mapping.has('defaultValue')
  const text = mapping.text('defaultValue')
  return {
    target,
    source: readSource(mapping.object('source'), target, book),
    flowType: mapping.text('flowType'),
    flowBehavior: mapping.text('flowBehavior'),
    matchingPriority: mapping.integer('matchingPriority') ?? 0,
    ...present('defaultValue', given ? constantFor(target, text, mapping.at, book) : undefined),
    exportMissingReferences: mapping.flag('exportMissingReferences'),
    at: mapping.at,
  }
}

/** @param target attribute the value flows into; for a password, texts are taken out */
function readSource(source: Field | undefined, target: string, book: NoticeBook): ProvisioningSource | undefined {
  if (source === undefined) return undefined
  ignoreAnnotations(source)
  const type = source.text('type')
  const kind = kindOf(type)
  if (kind === 'unknown') {
    book.tally(
      'M2E-READ-022',
      `source ${type}`,
      source.at,
      `A mapping into ${target} has a source of the unknown type "${type}".`,
      'Look the mapping up in the provisioning job.',
    )
  }
  const name = source.text('name')
  const expression = source.text('expression')
  const constant = kind === 'constant' || kind === 'unknown'
  return {
    kind,
    type,
    name: constant ? constantFor(target, name, source.at, book) : { value: name, redacted: false },
    ...present('expression', expressionOf(expression, target, constant, source, book)),
    parameters: source.objects('parameters').map((parameter) => {
      ignoreAnnotations(parameter)
      return { name: parameter.text('key'), source: readSource(parameter.object('value'), target, book) }
    }),
    at: source.at,
  }
}

/** A text of the Entra language, where a backslash escapes; an unclosed one up to the end. */
const literal = /"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)/g

function expressionOf(
  text: string,
  target: string,
  constant: boolean,
  source: Field,
  book: NoticeBook,
): ProvisioningSource['expression'] {
  if (text === '') return undefined
  if (!isSecretName(target)) return { language: 'entra', text }
  // A constant's expression may be the bare value, without quotes.
  if (constant) return undefined
  const redacted = text.replace(literal, (found) => (found === '""' ? found : `"${REDACTED}"`))
  if (redacted !== text) noteSecret(target, source.at, book)
  return { language: 'entra', text: redacted }
}

function kindOf(type: string): ProvisioningSource['kind'] {
  switch (type.toLowerCase()) {
    case 'attribute':
      return 'attribute'
    case 'constant':
      return 'constant'
    case 'function':
      return 'function'
    default:
      return 'unknown'
  }
}
