import {
  type ExportFlow,
  type ExportFlowSet,
  type ImportFlow,
  type ImportFlowGroup,
  type Metaverse,
  normalizeGuid,
} from '../../model/index.js'
import { attributeOf, flagOf, parseFlag } from './fields.js'
import { readFlowMapping } from './flow-mapping.js'
import type { NoticeBook } from './notice-book.js'
import type { Section } from './section.js'

/** Reads `export-attribute-flow`. Several flows may write one attribute; all are kept, in order. */
export function readExportFlows(section: Section | undefined, book: NoticeBook): readonly ExportFlowSet[] {
  return (section?.many('export-flow-set') ?? []).map((set) => ({
    connectorObjectType: attributeOf(set, 'cd-object-type'),
    metaverseObjectType: attributeOf(set, 'mv-object-type'),
    flows: set.many('export-flow').map((flow) => readExportFlow(flow, book)),
    at: set.at,
  }))
}

function readExportFlow(flow: Section, book: NoticeBook): ExportFlow {
  const targetAttribute = attributeOf(flow, 'cd-attribute')
  return {
    id: normalizeGuid(attributeOf(flow, 'id')),
    targetAttribute,
    mapping: readFlowMapping(flow, targetAttribute, book),
    suppressDeletions: parseFlag(attributeOf(flow, 'suppress-deletions')),
    at: flow.at,
  }
}

/** Reads `import-attribute-flow`: one group for each metaverse attribute of each type, flows in order of precedence. */
export function readImportFlows(section: Section | undefined, book: NoticeBook): readonly ImportFlowGroup[] {
  return (section?.many('import-flow-set') ?? []).flatMap((set) => {
    const objectType = attributeOf(set, 'mv-object-type')
    return set.many('import-flows').map((group) => {
      const attribute = attributeOf(group, 'mv-attribute')
      return {
        objectType,
        attribute,
        precedence: precedenceOf(group, book),
        flows: group.many('import-flow').map((flow) => readImportFlow(flow, attribute, book)),
        at: group.at,
      }
    })
  })
}

function precedenceOf(group: Section, book: NoticeBook): ImportFlowGroup['precedence'] {
  const type = attributeOf(group, 'type')
  if (type === 'ranked' || type === 'equal' || type === 'manual') return type
  book.tally(
    'M2E-READ-022',
    `precedence ${type}`,
    group.at,
    `Import flows have the unknown precedence "${type}".`,
    'Look the attribute up in the Metaverse Designer.',
  )
  return 'unknown'
}

function readImportFlow(flow: Section, target: string, book: NoticeBook): ImportFlow {
  return {
    id: normalizeGuid(attributeOf(flow, 'id')),
    connectorId: normalizeGuid(attributeOf(flow, 'src-ma')),
    sourceObjectType: attributeOf(flow, 'cd-object-type'),
    mapping: readFlowMapping(flow, target, book),
    at: flow.at,
  }
}

/** Reads `per-ma-options`, which stands inside `import-attribute-flow`: whose values are recalled on disconnect. */
export function readRecall(importFlows: Section | undefined): Metaverse['recall'] {
  return (importFlows?.one('per-ma-options')?.many('ma-options') ?? []).map((options) => ({
    connectorId: normalizeGuid(attributeOf(options, 'ma-id')),
    enabled: flagOf(options, 'enable-recall') ?? false,
    at: options.at,
  }))
}
