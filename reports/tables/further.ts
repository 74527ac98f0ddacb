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
import { sensitiveText, yesNo } from '../wording.js'

/** Tables of what else a customer can hand over: shown only where the input holds some. */
export function furtherTables(estate: Estate): ReportTable[] {
  return [
    provisioningTable(estate),
    ecmaHostTable(estate),
    codeTable(estate),
    codelessTable(estate),
    objectTable(estate),
    scheduleTable(estate),
    runTable(estate),
    documentTable(estate),
  ].filter((each) => each.rows.length > 0)
}

function provisioningTable(estate: Estate): ReportTable {
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
    {
      id: 'provisioning-mappings',
      sheet: 'Entra provisioning mappings',
      title: 'Attribute mappings of provisioning jobs in Entra',
      lead: 'What jobs that exist in the tenant already do.',
      chapter: 'rules',
      whenEmpty: 'No provisioning schema was in the input.',
    },
    lines,
    [
      text('rule', 'Job rule', ({ rule }) => rule.name || rule.id),
      text('objects', 'Objects', ({ mapping }) => `${mapping.sourceObject} → ${mapping.targetObject}`),
      text('enabled', 'Enabled', ({ mapping }) => yesNo(mapping.enabled)),
      text('target', 'Target attribute', ({ attribute }) => attribute.target),
      text('kind', 'Mapping', ({ attribute }) => attribute.source?.kind ?? 'none'),
      code('value', 'Value', ({ attribute }) => value(attribute)),
      count('matching', 'Matching', ({ attribute }) =>
        attribute.matchingPriority === 0 ? undefined : attribute.matchingPriority,
      ),
      text('flow', 'Flow', ({ attribute }) =>
        [attribute.flowType, attribute.flowBehavior].filter((part) => part !== '').join(', '),
      ),
    ],
    ({ attribute }) => attribute.at,
  )
}

function ecmaHostTable(estate: Estate): ReportTable {
  return table(
    {
      id: 'ecma-hosts',
      title: 'Connectors of the ECMA Connector Host',
      lead: 'Connectors that already run under Entra provisioning.',
      chapter: 'estate',
      whenEmpty: 'No ECMA host configuration was in the input.',
    },
    (estate.ecmaHosts ?? []).flatMap((host) => host.connectors),
    [
      text('name', 'Connector', (connector) => connector.name),
      text('library', 'Library', (connector) => connector.library),
      count('autosync', 'Minutes between full imports', (connector) => connector.autosyncMinutes),
      text('validated', 'Validated', (connector) => yesNo(connector.validated)),
    ],
    (connector) => connector.at,
  )
}

/** One line a named rule in code, and one for what an entry point does outside them. */
function codeTable(estate: Estate): ReportTable {
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
    {
      id: 'extension-code',
      sheet: 'Code of rules extensions',
      title: 'What the code of rules extensions does',
      lead: 'Read from the source; what it reads, writes, makes and touches outside.',
      chapter: 'rules',
      whenEmpty: 'No source code was in the input.',
    },
    lines,
    [
      text('assembly', 'Assembly', ({ source }) => source.assembly ?? source.at.file),
      text('method', 'Entry point', ({ method }) => method),
      text('rule', 'Rule', ({ rule }) => rule || 'all'),
      text('lines', 'Lines', ({ lines: range }) => `${range.from}–${range.to}`),
      code('reads', 'Reads', ({ facts }) => uses(facts.reads)),
      code('writes', 'Writes', ({ facts }) => uses(facts.writes)),
      text('provisions', 'Creates', ({ facts }) =>
        facts.provisions
          .map(
            (call) => `${call.objectType ?? 'an object'} in ${call.connector ?? 'a connector worked out at run time'}`,
          )
          .join('; '),
      ),
      text('outside', 'Touches outside', ({ facts }) =>
        [...new Set(facts.outside.map((call) => `${call.system} (${call.by})`))].join('; '),
      ),
      text('throws', 'Throws', ({ facts }) => [...new Set(facts.throws.map((thrown) => thrown.exception))].join(', ')),
      text('language', 'Read', ({ source }) =>
        source.depth === 'full' ? source.language : `${source.language}, in outline`,
      ),
    ],
    ({ at }) => at,
  )
}

function codelessTable(estate: Estate): ReportTable {
  const lines = (estate.codelessRules ?? []).flatMap((set) => set.rules.map((rule) => ({ set, rule })))
  return table(
    {
      id: 'codeless-rules',
      title: 'Rules of codeless frameworks',
      lead: "Provisioning and flow rules written as XML beside a framework's DLL.",
      chapter: 'rules',
      whenEmpty: 'No codeless rules were in the input.',
    },
    lines,
    [
      text('name', 'Rule', ({ rule }) => rule.name),
      text('framework', 'Framework', ({ set }) => set.framework.toUpperCase()),
      text('kind', 'Kind', ({ rule }) => (rule.kind === 'unknown' ? `unknown (${rule.raw})` : rule.kind)),
      text('enabled', 'Enabled', ({ set, rule }) => yesNo(rule.enabled && !set.allDisabled)),
      text('connector', 'Connector', ({ rule }) => rule.connector),
      text('types', 'Object types', ({ rule }) =>
        [rule.sourceObjectType, rule.targetObjectType].filter((type) => type !== '').join(' → '),
      ),
      code('condition', 'When', ({ rule }) =>
        rule.condition === undefined ? 'always' : conditionText(rule.condition),
      ),
      code('flows', 'Flows', ({ rule }) => rule.flows.map(flowText).join('\n')),
      code('rename', 'New DN', ({ rule }) => rule.rename?.newDn ?? ''),
      text('deprovision', 'Deprovisioning', ({ rule }) => rule.deprovisionAction ?? ''),
    ],
    ({ rule }) => rule.at,
  )
}

function conditionText(condition: CodelessCondition): string {
  if (condition.kind === 'group') {
    const parts = condition.conditions.map(conditionText)
    return parts.length > 1 ? `(${parts.join(` ${condition.operator} `)})` : (parts[0] ?? '')
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

function flowText(flow: CodelessFlow): string {
  const sources = flow.sources.map((source) =>
    source.kind === 'constant'
      ? `"${source.constant === undefined ? '' : sensitiveText(source.constant)}"`
      : source.kind === 'guid'
        ? 'new GUID'
        : source.attribute || source.raw,
  )
  const changes = flow.transforms.map((transform) => transform.kind)
  return `${flow.target} ← ${sources.join(' + ')}${changes.length === 0 ? '' : ` (${changes.join(', ')})`}`
}

function counted(list: readonly NamedCount[]): string {
  return list.map((item) => `${item.name} ${item.count.toLocaleString('en-US')}`).join('; ')
}

function objectTable(estate: Estate): ReportTable {
  return table(
    {
      id: 'object-sources',
      title: 'Files of objects',
      lead: 'Objects handed over, in numbers.',
      chapter: 'estate',
      whenEmpty: 'No objects were in the input.',
    },
    estate.objectSources ?? [],
    [
      text('file', 'File', (source) => source.file),
      text('kind', 'Kind', (source) => source.kind),
      text('connector', 'Connector', (source) => source.connectorName || 'not known'),
      count('objects', 'Objects', (source) => source.objects),
      text('types', 'By type', (source) => counted(source.byObjectType)),
      text('states', 'By state', (source) => counted(source.byConnectorState)),
      text('imports', 'Pending imports', (source) => counted(source.pendingImports)),
      text('exports', 'Pending exports', (source) => counted(source.pendingExports)),
      text('unconfirmed', 'Not confirmed', (source) => counted(source.unconfirmedExports)),
      text('outside', 'Attributes outside the schema', (source) =>
        [...new Set(source.outsideSchema.map((use) => use.name))].join(', '),
      ),
      text('whole', 'Whole', (source) => (source.truncated ? 'cut off' : 'yes')),
    ],
    (source) => source.at,
  )
}

function scheduleTable(estate: Estate): ReportTable {
  const lines = (estate.schedules ?? []).flatMap((schedule) =>
    stepsOf(schedule.sequence).map((step, index) => ({ schedule, step, index })),
  )
  return table(
    {
      id: 'schedules',
      title: 'Schedules',
      lead: 'What starts run profiles, in which order and how often.',
      chapter: 'operations',
      whenEmpty: 'No scheduler was in the input.',
    },
    lines,
    [
      text('name', 'Schedule', ({ schedule }) => schedule.name),
      text('tool', 'Tool', ({ schedule }) => schedule.tool),
      text('enabled', 'Enabled', ({ schedule, step }) => yesNo(schedule.enabled && step.enabled)),
      text('when', 'When', ({ schedule }) => triggerText(schedule)),
      count('order', 'Order', ({ index }) => index + 1),
      text('connector', 'Connector', ({ step }) => step.connector),
      text('profile', 'Run profile', ({ step }) =>
        step.action === 'connect-cycle' ? `Connect cycle ${step.runProfile}`.trim() : step.runProfile,
      ),
      code('command', 'Command', ({ step }) => step.command),
      text('condition', 'Condition', ({ step }) => step.condition ?? ''),
    ],
    ({ step }) => step.at,
  )
}

function stepsOf(sequence: RunSequence): ScheduledStep[] {
  return sequence.kind === 'step' ? [sequence] : sequence.steps.flatMap(stepsOf)
}

function triggerText(schedule: RunSchedule): string {
  return schedule.triggers.length === 0
    ? 'not stated'
    : schedule.triggers
        .map((trigger) => (trigger.everyMinutes === undefined ? trigger.text : `every ${trigger.everyMinutes} minutes`))
        .join('; ')
}

function runTable(estate: Estate): ReportTable {
  const lines = (estate.runs ?? []).flatMap((run) => run.steps.map((step) => ({ run, step })))
  return table(
    {
      id: 'runs',
      title: 'Run history',
      lead: 'Runs in the history handed over, one line a step.',
      chapter: 'operations',
      whenEmpty: 'No run history was in the input.',
    },
    lines,
    [
      text('connector', 'Connector', ({ run }) => run.connectorName),
      text('profile', 'Run profile', ({ run }) => run.profile),
      count('number', 'Run', ({ run }) => run.number),
      count('step', 'Step', ({ step }) => step.number),
      text('type', 'Does', ({ step }) => step.type),
      text('result', 'Result', ({ step }) => step.result),
      text('started', 'Started', ({ step }) => step.startedAt),
      text('ended', 'Ended', ({ step }) => step.endedAt),
      text('counters', 'Counters', ({ step }) => counted(step.counters)),
      text('errors', 'Errors', ({ step }) => counted(step.errors)),
      text('account', 'Account', ({ run }) => run.account),
    ],
    ({ run }) => run.at,
  )
}

function documentTable(estate: Estate): ReportTable {
  return table(
    {
      id: 'documents',
      title: 'Recognised and counted only',
      lead: 'Files that belong to the migration but are not modelled.',
      chapter: 'coverage',
      whenEmpty: 'No such file was in the input.',
    },
    estate.documents ?? [],
    [
      text('title', 'What', (document) => document.title),
      text('kind', 'Kind', (document) => document.kind),
      text('counts', 'Counts', (document) => counted(document.counts)),
    ],
    (document) => document.at,
  )
}
