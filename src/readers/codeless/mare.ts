import type { CodelessFlow, CodelessRule, CodelessSource, CodelessTransform } from '../../model/index.js'
import type { EstatePart, Reader } from '../reader.js'
import { sensitive } from '../secrets.js'
import { attributeOf, textOf } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { type FileReading, readFile } from '../sync-config/read-file.js'
import { noteSecret } from '../sync-config/redaction.js'
import type { Section } from '../sync-config/section.js'
import { readConditions, typeName } from './conditions.js'
import { knownTransforms } from './transforms.js'

export const mareReader: Reader = {
  kind: 'codeless-rules-extension',
  title: 'Rules of a codeless management agent extension (MARE)',
  recognise: ({ root, head }) =>
    root?.local === 'Rules' && root.namespace === '' && /<ManagementAgent\s[^>]*\bName\s*=/.test(head),
  read: (document) => readFile(document, [], readRules),
}

function readRules({ root, book }: FileReading): readonly EstatePart[] {
  const agents = root.many('ManagementAgent')
  const files = root.one('ExternalFiles')?.many('XmlFile') ?? []
  return [
    {
      kind: 'codeless-rules',
      rules: {
        framework: 'mare',
        allDisabled: false,
        rules: agents.flatMap((agent) => readAgent(agent, book)),
        externals: [
          ...files.map((file) => ({
            id: attributeOf(file, 'Name'),
            kind: 'XmlFile',
            file: attributeOf(file, 'Path'),
            at: file.at,
          })),
          ...agents.flatMap((agent) =>
            agent.many('CustomDLL').map((dll) => ({
              id: attributeOf(agent, 'Name'),
              kind: 'CustomDLL',
              file: dll.text().trim(),
              at: dll.at,
            })),
          ),
        ],
        at: root.at,
      },
    },
  ]
}

function readAgent(agent: Section, book: NoticeBook): readonly CodelessRule[] {
  const connector = attributeOf(agent, 'Name')
  const deprovisions = [...agent.many('Deprovision'), ...agent.many('DeprovisionRule')]
  return [
    ...deprovisions.flatMap((section) => readDeprovision(section, connector, book)),
    ...agent.many('JoinRule').map((section) => readFlowRule(section, connector, 'join', book)),
    ...agent.many('FlowRule').map((section) => readFlowRule(section, connector, undefined, book)),
  ]
}

function readDeprovision(section: Section, connector: string, book: NoticeBook): readonly CodelessRule[] {
  const otherwise = attributeOf(section, 'DefaultAction')
  const rules = [...section.many('Rule'), ...section.many('DeprovisionRule')].map((rule): CodelessRule => {
    const action = attributeOf(rule, 'Action')
    return {
      ...blank(rule, connector),
      name: attributeOf(rule, 'Name'),
      description: textOf(rule, 'Description') || attributeOf(rule, 'Description'),
      kind: 'deprovision',
      raw: action,
      condition: readConditions(rule.one('Conditions'), 'mare', book),
      deprovisionAction: action,
    }
  })
  if (otherwise === '') return rules
  // What no rule takes gets the default; it comes last as the framework asks it last.
  return [
    ...rules,
    { ...blank(section, connector), name: '', kind: 'deprovision', raw: otherwise, deprovisionAction: otherwise },
  ]
}

function readFlowRule(section: Section, connector: string, kind: 'join' | undefined, book: NoticeBook): CodelessRule {
  const raw = attributeOf(section, 'Direction')
  const direction = raw.toLowerCase()
  const name = attributeOf(section, 'Name')
  const found = kind ?? (direction === 'import' ? 'import-flow' : direction === 'export' ? 'export-flow' : 'unknown')
  if (found === 'unknown')
    book.tally(
      'M2E-READ-074',
      `direction ${raw}`,
      section.at,
      `The flow rule "${name}" of ${connector} has the unknown direction "${raw}".`,
      'Look the rule up; it is not understood.',
    )
  // `FlowRuleCode` hands the rule on to the assembly of the agent.
  const isCode = typeName(section) === 'FlowRuleCode'
  const side = found === 'export-flow' ? 'metaverse' : 'connector'
  return {
    ...blank(section, connector),
    name,
    description: attributeOf(section, 'Description') || textOf(section, 'Description'),
    kind: found,
    raw,
    condition: readConditions(section.one('Conditions'), 'mare', book),
    flows: isCode ? [] : [readFlow(section, side, book)],
    ...(isCode ? { externalId: connector } : {}),
  }
}

function blank(section: Section, connector: string): CodelessRule {
  return {
    name: '',
    id: '',
    description: '',
    kind: 'unknown',
    raw: '',
    enabled: true,
    connector,
    sourceObjectType: '',
    targetObjectType: '',
    additionalClasses: '',
    condition: undefined,
    flows: [],
    settings: [],
    at: section.at,
  }
}

function readFlow(section: Section, side: 'metaverse' | 'connector', book: NoticeBook): CodelessFlow {
  const target = section.one('Target')
  const name = attributeOf(target, 'Name')
  const sources = section.one('SourceExpression')?.many('Source') ?? []
  const otherwise = target?.attribute('DefaultValue')
  const fallback = otherwise === undefined ? undefined : sensitive(name, otherwise)
  if (fallback?.redacted === true) noteSecret(name, section.at, book)
  if (target !== undefined) typeName(target)
  return {
    target: name,
    sources: sources.map((source) => readSource(source, side, name, book)),
    transforms: readTransforms(target, book),
    onNull: attributeOf(target, 'ActionOnNullSource'),
    ...(fallback === undefined ? {} : { default: fallback }),
    description: '',
    at: target?.at ?? section.at,
  }
}

const sourceKinds: Readonly<Record<string, CodelessSource['kind']>> = {
  Attribute: 'attribute',
  MultiValueAttribute: 'multivalue-attribute',
  Constant: 'constant',
}

function readSource(
  section: Section,
  flowSide: 'metaverse' | 'connector',
  target: string,
  book: NoticeBook,
): CodelessSource {
  const raw = typeName(section)
  const kind = Object.hasOwn(sourceKinds, raw) ? (sourceKinds[raw] ?? 'unknown') : 'unknown'
  if (kind === 'unknown')
    book.tally(
      'M2E-READ-074',
      `source ${raw}`,
      section.at,
      `A value for "${target}" comes from a source of the kind "${raw}", which is not known to this tool.`,
      'Look the rule up.',
    )
  const from = attributeOf(section, 'RetrieveFrom').toUpperCase()
  const side = from === 'CS' ? 'connector' : from === 'MV' ? 'metaverse' : flowSide
  const attribute = kind === 'constant' ? '' : attributeOf(section, 'Name')
  const text = kind === 'constant' ? section.attribute('Value') : section.attribute('DefaultValue')
  const constant = text === undefined ? undefined : sensitive(target, text)
  if (constant?.redacted === true) noteSecret(target, section.at, book)
  const other = attributeOf(section, 'FromOtherConnector')
  const elsewhere: CodelessTransform[] =
    other === ''
      ? []
      : [{ kind: 'FromOtherConnector', parameters: [{ name: 'ManagementAgent', value: other }], at: section.at }]
  return {
    kind,
    attribute,
    ...(kind === 'constant' ? {} : { side }),
    ...(constant === undefined ? {} : { constant }),
    attributes: attribute === '' ? [] : [attribute],
    transforms: [...elsewhere, ...readTransforms(section, book)],
    raw,
    at: section.at,
  }
}

function readTransforms(section: Section | undefined, book: NoticeBook): readonly CodelessTransform[] {
  const transforms = section?.one('Transforms')?.many('Transform') ?? []
  return transforms.map((transform) => {
    const kind = typeName(transform)
    if (!knownTransforms.has(kind))
      book.tally(
        'M2E-READ-074',
        `transform ${kind}`,
        transform.at,
        `A value is changed by a transform of the kind "${kind}", which is not known to this tool.`,
        'Look the transform up; the value is not understood without it.',
      )
    // Parameters of a transform have no other vocabulary than their own.
    const names = Object.keys(transform.element.attributes).filter((name) => !/^xmlns|:/.test(name))
    const parameters = names.map((name) => ({ name, value: transform.attribute(name) ?? '' }))
    const inner = readTable(transform)
    return { kind, parameters: [...parameters, ...inner], at: transform.at }
  })
}

/** `<Replace …>`, `<LookupValue>` and the like below a transform: attributes and text as they stand. */
function readTable(transform: Section): CodelessTransform['parameters'] {
  return [...new Set(transform.element.children.map((child) => child.local))].flatMap((local) =>
    transform.many(local).map((child) => {
      const attributes = Object.keys(child.element.attributes).filter((name) => !/^xmlns|:/.test(name))
      const text = attributes.map((name) => `${name}=${child.attribute(name) ?? ''}`)
      return { name: local, value: [...text, child.text().trim()].filter((part) => part !== '').join(' ') }
    }),
  )
}
