import type { EstateDocument } from '../../model/index.js'
import { isModelled, KEPT } from '../mim-service/coverage.js'
import { redactValues } from '../mim-service/redact.js'
import type { EstatePart } from '../reader.js'
import { REDACTED } from '../redacted.js'
import { sensitive } from '../secrets.js'
import { attributeOf, textsOf } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import type { FileReading } from '../sync-config/read-file.js'
import { noteSecret } from '../sync-config/redaction.js'
import type { Section } from '../sync-config/section.js'
import type { AttributeOperation, ResourceOperation, ScriptVariable } from './script.js'

export function readScript({ root, book }: FileReading): readonly EstatePart[] {
  const variables = root.one('Variables')
  const operations = root.one('Operations')?.many('ResourceOperation') ?? []
  const imported = attributeOf(variables, 'import-file')
  return [
    {
      kind: 'config-script',
      script: {
        operations: operations.map((section) => readOperation(section, book)),
        variables: readVariables(variables, book),
        imports: imported === '' ? [] : [imported],
        at: root.at,
      },
    },
  ]
}

export function readVariablesFile({ root, book }: FileReading): readonly EstatePart[] {
  const variables = readVariables(root, book)
  const imported = attributeOf(root, 'import-file')
  const document: EstateDocument = {
    kind: 'configuration-variables',
    title: 'Variables of MIM Service configuration scripts',
    counts: [{ name: 'variables', count: variables.length }],
    at: root.at,
  }
  const script = { operations: [], variables, imports: imported === '' ? [] : [imported], at: root.at }
  return [
    { kind: 'config-script', script },
    { kind: 'document', document },
  ]
}

function readVariables(section: Section | undefined, book: NoticeBook): readonly ScriptVariable[] {
  return (section?.many('Variable') ?? []).map((variable) => {
    const name = attributeOf(variable, 'name')
    const value = sensitive(name.replaceAll('#', ''), variable.attribute('value') ?? '')
    if (value.redacted) noteSecret(name, variable.at, book)
    return { name, value: value.value ?? REDACTED }
  })
}

function readOperation(section: Section, book: NoticeBook): ResourceOperation {
  const type = attributeOf(section, 'resourceType')
  attributeOf(section, 'refresh-schema')
  const operation: ResourceOperation = {
    id: attributeOf(section, 'id'),
    type,
    locale: attributeOf(section, 'locale'),
    kind: operationKind(section, book),
    anchors: textsOf(section.one('AnchorAttributes'), 'AnchorAttribute'),
    values: (section.one('AttributeOperations')?.many('AttributeOperation') ?? []).map((value) =>
      readValue(value, type, book),
    ),
    at: section.at,
  }
  return operation
}

function operationKind(section: Section, book: NoticeBook): ResourceOperation['kind'] {
  const words = attributeOf(section, 'operation')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '')
  const odd = words.find((word) => !['none', 'add', 'update', 'delete'].includes(word))
  if (odd !== undefined)
    book.tally(
      'M2E-READ-077',
      `operation ${odd}`,
      section.at,
      `A resource operation is of the unknown kind "${odd}".`,
      'Look the operation up; it was taken for an update.',
    )
  if (words.includes('delete')) return 'delete'
  if (words.includes('add')) return 'add'
  return words.includes('update') || odd !== undefined ? 'update' : 'none'
}

const valueTypes: readonly AttributeOperation['type'][] = ['value', 'file', 'ref', 'xmlref', 'filter']

function readValue(section: Section, type: string, book: NoticeBook): AttributeOperation {
  const attribute = attributeOf(section, 'name')
  const written = attributeOf(section, 'type').toLowerCase()
  const valueType = written === '' ? 'value' : (valueTypes.find((known) => known === written) ?? 'unknown')
  const change = attributeOf(section, 'operation').toLowerCase()
  const kind =
    (['add', 'replace', 'delete', 'none'] as const).find((known) => known === change) ??
    (change === '' ? 'none' : 'replace')
  if (valueType === 'unknown' || (change !== '' && change !== kind))
    book.tally(
      'M2E-READ-077',
      `value ${written} ${change}`,
      section.at,
      `The value of ${attribute} is given in a way that is not known to this tool (type "${written}", operation "${change}").`,
      'Look the operation up; the text was kept as it stands.',
    )
  const { values, removed } = redactValues(attribute, [section.text()])
  if (removed) noteSecret(attribute, section.at, book)
  const read = { attribute, kind, type: valueType, text: values[0] ?? '', at: section.at }
  if (!isModelled(type, attribute)) section.document(KEPT)
  return read
}
