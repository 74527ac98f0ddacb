import type { CodelessExternal, CodelessRename, CodelessRule, CodelessRuleKind } from '../../model/index.js'
import type { TallyRule } from '../../xml/index.js'
import type { EstatePart, Reader } from '../reader.js'
import { REDACTED } from '../redacted.js'
import { attributeOf, parseFlag, textOf, wholeTextOf } from '../sync-config/fields.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { type FileReading, readFile } from '../sync-config/read-file.js'
import type { Section } from '../sync-config/section.js'
import { readConditions } from './conditions.js'
import { readInitialFlows } from './mre-flows.js'

export const mreReader: Reader = {
  kind: 'codeless-provisioning',
  title: 'Rules of a codeless metaverse extension (MRE)',
  recognise: ({ root, head }) =>
    root?.local === 'RulesFile' && root.namespace === '' && /<(?:Rules|Externals|DisableAllRules)[\s/>]/.test(head),
  read: (document) => readFile(document, ignored, readRules),
}

const ignored: readonly TallyRule[] = [
  {
    path: '/RulesFile/Rules/Rule/TargetManagementAgentName/@type',
    status: 'ignored',
    reason: 'Type of the text, written by the tool that made the file.',
  },
]

function readRules({ root, book }: FileReading): readonly EstatePart[] {
  const externals = root.one('Externals')?.many('External') ?? []
  const rules = root.one('Rules')?.many('Rule') ?? []
  return [
    {
      kind: 'codeless-rules',
      rules: {
        framework: 'mre',
        allDisabled: flagOf(root, 'DisableAllRules', false),
        rules: rules.map((rule) => readRule(rule, book)),
        externals: externals.map(readExternal),
        at: root.at,
      },
    },
  ]
}

function readExternal(section: Section): CodelessExternal {
  return {
    id: textOf(section, 'ReferenceId'),
    kind: textOf(section, 'Type'),
    file: textOf(section, 'Filename'),
    at: section.at,
  }
}

const kinds: Readonly<Record<string, CodelessRuleKind>> = {
  provision: 'provision',
  deprovision: 'deprovision',
  deprovisionall: 'deprovision-all',
  rename: 'rename',
}

function readRule(section: Section, book: NoticeBook): CodelessRule {
  const raw = textOf(section, 'Action')
  const lower = raw.toLowerCase()
  const kind = Object.hasOwn(kinds, lower) ? (kinds[lower] ?? 'unknown') : 'unknown'
  const name = textOf(section, 'Name')
  if (kind === 'unknown')
    book.tally(
      'M2E-READ-074',
      `action ${raw}`,
      section.at,
      `The rule "${name}" ${raw === '' ? 'states no action' : `has the unknown action "${raw}"`}.`,
      'Look the rule up; it is not understood.',
    )
  const type = textOf(section, 'Type')
  const externalId = textOf(section, 'ExternalReferenceId')
  const rename = readRename(section, book)
  const reprovision = section.one('Reprovision')
  return {
    name,
    id: textOf(section, 'RuleId') || textOf(section, 'ReferenceId'),
    description: textOf(section, 'Description'),
    kind,
    raw,
    enabled: flagOf(section, 'Enabled', false),
    connector: textOf(section, 'TargetManagementAgentName'),
    sourceObjectType: textOf(section, 'SourceObject'),
    targetObjectType: textOf(section, 'TargetObject'),
    additionalClasses: textOf(section, 'TargetObjectAdditionalClasses'),
    condition: readConditions(section.one('Conditions'), 'mre', book),
    flows: readInitialFlows(section.one('InitialFlows'), book),
    ...(rename === undefined ? {} : { rename }),
    ...(type.toLowerCase() === 'external' || externalId !== '' ? { externalId } : {}),
    ...(reprovision === undefined
      ? {}
      : {
          reprovision: {
            ruleId: textOf(reprovision, 'ProvisionRuleId'),
            condition: readConditions(reprovision.one('Conditions'), 'mre', book),
          },
        }),
    settings: readHelpers(section),
    at: section.at,
  }
}

/** Written twice, the last one holds: so the framework's own reading of the file goes. */
function flagOf(section: Section, name: string, otherwise: boolean): boolean {
  const written = section.many(name).map((flag) => parseFlag(flag.text()))
  return written.at(-1) ?? otherwise
}

/** Values worked out once for a rule and used by its flows; a constant may be an initial password. */
function readHelpers(section: Section): CodelessRule['settings'] {
  const helpers = section.one('Helpers')
  if (helpers === undefined) return []
  return ['Constant', 'ScopedGuid', 'RandomPassword'].flatMap((kind) =>
    helpers.many(kind).map((helper) => {
      const length = attributeOf(helper, 'Length')
      const text = helper.text().trim()
      const value = kind === 'Constant' && text !== '' ? REDACTED : length
      return { name: `${kind} ${attributeOf(helper, 'Name')}`.trim(), value }
    }),
  )
}

function readRename(section: Section, book: NoticeBook): CodelessRename | undefined {
  const conditional = section.one('ConditionalRename')
  const flow = section.one('RenameDnFlow')
  const from = conditional ?? flow
  if (from === undefined) return undefined
  const only = flagOf(flow ?? from, 'OnlyRenameOnRegularExpressionMatch', false)
  const attribute = textOf(flow, 'RegExMVAttributeName')
  const pattern = wholeTextOf(flow, 'RegExFilter')
  return {
    newDn: wholeTextOf(conditional, 'NewDNValue').trim(),
    escapedCn: wholeTextOf(conditional, 'EscapedCN').trim(),
    source: textOf(conditional, 'DNAttribute') || textOf(flow, 'Source'),
    target: textOf(flow, 'Target'),
    reprovision: flow !== undefined && flagOf(flow, 'ReprovisionOnRename', false),
    comparesAsDn: conditional !== undefined && flagOf(conditional, 'StrictDNCompare', false),
    ...(only ? { onlyWhenMatching: { attribute, pattern } } : {}),
    condition: readConditions(conditional?.one('Conditions'), 'mre', book),
    at: from.at,
  }
}
