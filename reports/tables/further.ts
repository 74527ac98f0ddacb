import type {
  CodeFacts,
  CodelessCondition,
  CodelessFlow,
  Estate,
  ExtensionSource,
  NamedCount,
  Provenance,
  ProvisioningAttributeMapping,
  RunSchedule,
  RunSequence,
  ScheduledStep,
} from '../../src/model/index.js'
import type { ReportTable } from '../model.js'
import { code, count, table, text } from '../table.js'
import { sensitiveText, unknownText, yesNo } from '../wording.js'
import type { Words } from '../words.js'
import { objectsAtRiskTable } from './risk.js'
import { runRhythmTable } from './run-rhythm.js'

/** Tables of what else a customer can hand over: shown only where the input holds some. */
export function furtherTables(estate: Estate, words: Words): ReportTable[] {
  return [
    provisioningTable(estate, words),
    ecmaHostTable(estate, words),
    codeTable(estate, words),
    codelessTable(estate, words),
    objectTable(estate, words),
    scheduleTable(estate, words),
    objectsAtRiskTable(estate, words),
    runRhythmTable(estate, words),
    runTable(estate, words),
    documentTable(estate, words),
  ].filter((each) => each.rows.length > 0)
}

function provisioningTable(estate: Estate, words: Words): ReportTable {
  const value = ({ source }: ProvisioningAttributeMapping) => {
    if (source === undefined) return ''
    const expression = source.expression
    return expression !== undefined && expression.language !== 'mim' ? expression.text : sensitiveText(source.name)
  }
  const lines = (estate.provisioningSchemas ?? []).flatMap((schema) =>
    schema.rules.flatMap((rule) =>
      rule.objectMappings.flatMap((mapping) =>
        mapping.attributeMappings.map((attribute) => ({ rule, mapping, attribute })),
      ),
    ),
  )
  return table(
    words,
    { id: 'provisioning-mappings', chapter: 'rules' },
    lines,
    [
      text('rule', ({ rule }) => rule.name || rule.id),
      text('objects', ({ mapping }) => `${mapping.sourceObject} → ${mapping.targetObject}`),
      text('enabled', ({ mapping }) => yesNo(mapping.enabled, words)),
      text('target', ({ attribute }) => attribute.target),
      text('kind', ({ attribute }) => words.term('mapping', attribute.source?.kind ?? 'none')),
      code('value', ({ attribute }) => value(attribute)),
      count('matching', ({ attribute }) => (attribute.matchingPriority === 0 ? undefined : attribute.matchingPriority)),
      text('flow', ({ attribute }) =>
        [attribute.flowType, attribute.flowBehavior].filter((part) => part !== '').join(', '),
      ),
    ],
    ({ attribute }) => attribute.at,
  )
}

function ecmaHostTable(estate: Estate, words: Words): ReportTable {
  return table(
    words,
    { id: 'ecma-hosts', chapter: 'estate' },
    (estate.ecmaHosts ?? []).flatMap((host) => host.connectors),
    [
      text('name', (connector) => connector.name),
      text('library', (connector) => connector.library),
      count('autosync', (connector) => connector.autosyncMinutes),
      text('validated', (connector) => yesNo(connector.validated, words)),
    ],
    (connector) => connector.at,
  )
}

/** One line a named rule in code, and one for what an entry point does outside them. */
function codeTable(estate: Estate, words: Words): ReportTable {
  interface Line {
    readonly source: ExtensionSource
    readonly method: string
    readonly rule: string
    readonly facts: CodeFacts
    readonly lines: { readonly from: number; readonly to: number }
    readonly at: Provenance
  }
  const lines = (estate.extensionSources ?? []).flatMap((source) =>
    source.classes.flatMap((each) =>
      each.entryPoints
        .filter((entry) => entry.implemented)
        .flatMap((entry): Line[] => [
          ...entry.rules.map((rule) => ({
            source,
            method: entry.method,
            rule: rule.name,
            facts: rule.facts,
            lines: rule.lines,
            at: rule.at,
          })),
          ...(entry.rules.length === 0
            ? [{ source, method: entry.method, rule: '', facts: entry.facts, lines: entry.lines, at: entry.at }]
            : []),
        ]),
    ),
  )
  const uses = (list: CodeFacts['reads']) =>
    list.map((use) => `${use.side === 'connector' ? 'cs' : 'mv'}.${use.attribute}`).join(', ')
  return table(
    words,
    { id: 'extension-code', chapter: 'rules' },
    lines,
    [
      text('assembly', ({ source }) => source.assembly ?? source.at.file),
      text('method', ({ method }) => method),
      text('rule', ({ rule }) => rule || words('cells.all')),
      text('lines', ({ lines: range }) => `${range.from}–${range.to}`),
      code('reads', ({ facts }) => uses(facts.reads)),
      code('writes', ({ facts }) => uses(facts.writes)),
      text('provisions', ({ facts }) =>
        facts.provisions
          .map((call) =>
            words('cells.provisions', {
              object: call.objectType ?? words('cells.an-object'),
              connector: call.connector ?? words('cells.computed-connector'),
            }),
          )
          .join('; '),
      ),
      text('outside', ({ facts }) =>
        [...new Set(facts.outside.map((call) => `${call.system} (${call.by})`))].join('; '),
      ),
      text('throws', ({ facts }) => [...new Set(facts.throws.map((thrown) => thrown.exception))].join(', ')),
      text('language', ({ source }) =>
        source.depth === 'full' ? source.language : words('cells.outline', { language: source.language }),
      ),
    ],
    ({ at }) => at,
  )
}

function codelessTable(estate: Estate, words: Words): ReportTable {
  const lines = (estate.codelessRules ?? []).flatMap((set) => set.rules.map((rule) => ({ set, rule })))
  return table(
    words,
    { id: 'codeless-rules', chapter: 'rules' },
    lines,
    [
      text('name', ({ rule }) => rule.name),
      text('framework', ({ set }) => set.framework.toUpperCase()),
      text('kind', ({ rule }) =>
        rule.kind === 'unknown' ? unknownText(rule.raw, words) : words.term('codeless', rule.kind),
      ),
      text('enabled', ({ set, rule }) => yesNo(rule.enabled && !set.allDisabled, words)),
      text('connector', ({ rule }) => rule.connector),
      text('types', ({ rule }) =>
        [rule.sourceObjectType, rule.targetObjectType].filter((type) => type !== '').join(' → '),
      ),
      code('condition', ({ rule }) =>
        rule.condition === undefined ? words.term('flow-when', 'always') : conditionText(rule.condition, words),
      ),
      code('flows', ({ rule }) => rule.flows.map((flow) => flowText(flow, words)).join('\n')),
      code('rename', ({ rule }) => rule.rename?.newDn ?? ''),
      text('deprovision', ({ rule }) => rule.deprovisionAction ?? ''),
    ],
    ({ rule }) => rule.at,
  )
}

function conditionText(condition: CodelessCondition, words: Words): string {
  if (condition.kind === 'group') {
    const parts = condition.conditions.map((part) => conditionText(part, words))
    return parts.length > 1
      ? `(${parts.join(words(condition.operator === 'and' ? 'cells.and' : 'cells.or'))})`
      : (parts[0] ?? '')
  }
  return [
    condition.subject,
    condition.test === 'unknown' ? condition.raw : condition.test,
    condition.pattern,
    condition.other ?? '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function flowText(flow: CodelessFlow, words: Words): string {
  const sources = flow.sources.map((source) =>
    source.kind === 'constant'
      ? `"${source.constant === undefined ? '' : sensitiveText(source.constant)}"`
      : source.kind === 'guid'
        ? words('cells.new-guid')
        : source.attribute || source.raw,
  )
  const changes = flow.transforms.map((transform) => transform.kind)
  return `${flow.target} ← ${sources.join(' + ')}${changes.length === 0 ? '' : ` (${changes.join(', ')})`}`
}

function counted(list: readonly NamedCount[], words: Words): string {
  return list.map((item) => `${item.name} ${words.number(item.count)}`).join('; ')
}

function objectTable(estate: Estate, words: Words): ReportTable {
  return table(
    words,
    { id: 'object-sources', chapter: 'estate' },
    estate.objectSources ?? [],
    [
      text('file', (source) => source.file),
      text('kind', (source) => source.kind),
      text('connector', (source) => source.connectorName || words('cells.not-known')),
      count('objects', (source) => source.objects),
      text('types', (source) => counted(source.byObjectType, words)),
      text('states', (source) => counted(source.byConnectorState, words)),
      text('imports', (source) => counted(source.pendingImports, words)),
      text('exports', (source) => counted(source.pendingExports, words)),
      text('unconfirmed', (source) => counted(source.unconfirmedExports, words)),
      text('outside', (source) => [...new Set(source.outsideSchema.map((use) => use.name))].join(', ')),
      text('whole', (source) => (source.truncated ? words('cells.cut-off') : yesNo(true, words))),
    ],
    (source) => source.at,
  )
}

function scheduleTable(estate: Estate, words: Words): ReportTable {
  const lines = (estate.schedules ?? []).flatMap((schedule) =>
    stepsOf(schedule.sequence).map((step, index) => ({ schedule, step, index })),
  )
  return table(
    words,
    { id: 'schedules', chapter: 'operations' },
    lines,
    [
      text('name', ({ schedule }) => schedule.name),
      text('tool', ({ schedule }) => schedule.tool),
      text('enabled', ({ schedule, step }) => yesNo(schedule.enabled && step.enabled, words)),
      text('when', ({ schedule }) => triggerText(schedule, words)),
      count('order', ({ index }) => index + 1),
      text('connector', ({ step }) => step.connector),
      text('profile', ({ step }) =>
        step.action === 'connect-cycle'
          ? words('cells.connect-cycle', { profile: step.runProfile }).trim()
          : step.runProfile,
      ),
      code('command', ({ step }) => step.command),
      text('condition', ({ step }) => step.condition ?? ''),
    ],
    ({ step }) => step.at,
  )
}

function stepsOf(sequence: RunSequence): ScheduledStep[] {
  return sequence.kind === 'step' ? [sequence] : sequence.steps.flatMap(stepsOf)
}

function triggerText(schedule: RunSchedule, words: Words): string {
  return schedule.triggers.length === 0
    ? yesNo(undefined, words)
    : schedule.triggers
        .map((trigger) =>
          trigger.everyMinutes === undefined
            ? trigger.text
            : words('cells.every-minutes', { minutes: trigger.everyMinutes }),
        )
        .join('; ')
}

function runTable(estate: Estate, words: Words): ReportTable {
  const lines = (estate.runs ?? []).flatMap((run) => run.steps.map((step) => ({ run, step })))
  return table(
    words,
    { id: 'runs', chapter: 'operations' },
    lines,
    [
      text('connector', ({ run }) => run.connectorName),
      text('profile', ({ run }) => run.profile),
      count('number', ({ run }) => run.number),
      count('step', ({ step }) => step.number),
      text('type', ({ step }) => step.type),
      text('result', ({ step }) => step.result),
      text('started', ({ step }) => step.startedAt),
      text('ended', ({ step }) => step.endedAt),
      text('counters', ({ step }) => counted(step.counters, words)),
      text('errors', ({ step }) => counted(step.errors, words)),
      text('account', ({ run }) => run.account),
    ],
    ({ run }) => run.at,
  )
}

function documentTable(estate: Estate, words: Words): ReportTable {
  return table(
    words,
    { id: 'documents', chapter: 'coverage' },
    estate.documents ?? [],
    [
      text('title', (document) => document.title),
      text('kind', (document) => document.kind),
      text('counts', (document) => counted(document.counts, words)),
    ],
    (document) => document.at,
  )
}
