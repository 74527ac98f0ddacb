import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, counter, detectionsOf, learn, medium, says, strong, use } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const logs = learn('/entra/id-governance/entitlement-management-logs-and-reporting')
const hybrid = learn('/microsoft-identity-manager/identity-manager-hybrid-reporting-azure')
const retention = learn('/entra/identity/monitoring-health/reference-reports-data-retention')
const stream = learn('/entra/identity/monitoring-health/howto-integrate-activity-logs-with-azure-monitor-logs')

export const meta: ScenarioMeta = {
  id: 'audit-reporting',
  number: 11,
  title: 'History and reports',
  summary: 'MIM keeps a history of requests and feeds reports from it.',
  group: 'migration-guide',
  guideRow: 'Historical audit and reporting',
  documentation: [logs, hybrid, retention],
  visibleIn: ['mim-service'],
  asks: [
    {
      what: 'Whether a System Center data warehouse or the hybrid reporting agent runs',
      changes: 'neither shows in the service export for sure',
      kind: 'mim-service',
    },
    { what: 'The reports people read, with their readers', changes: 'decides size S, M or L', kind: 'mim-service' },
  ],
  messages: {
    'M2E-AUD-001': strong('{count} reporting {count|job|jobs} of the customer ({jobs}).'),
    'M2E-AUD-002': medium('Requests are kept for {days} days, not for the 30 that ship.'),
    'M2E-AUD-003': strong('Reporting is switched on in {object}.'),
    'M2E-AUD-004': medium('The customer bound {count} {count|resource|resources} to the data warehouse ({bindings}).'),
    'M2E-AUD-005': counter(-25, 'No reporting job of the input has ever run.'),
    'M2E-AUD-018': use(60, '{count} reporting {count|job has|jobs have} a result.'),
    'M2E-AUD-101': says(
      'target',
      "Entra's audit, sign-in and provisioning logs go to Azure Monitor or storage; what is left of MIM sends its event logs there too.",
      stream,
    ),
    'M2E-AUD-111': says(
      'reason',
      'Requests become audit events, approvals become the request history of packages, and workbooks take the place of reports.',
      logs,
    ),
    'M2E-AUD-112': says(
      'reason',
      'History cannot be imported: the databases are archived read-only, with their keys, for the legal term.',
    ),
    'M2E-AUD-113': says(
      'reason',
      'The customer keeps requests for {days} days; Entra keeps 7 days in Free and 30 with P1 or P2, a workspace as long as it is told to.',
      retention,
    ),
    'M2E-AUD-201': blocks('The cloud end of hybrid reporting has been gone since November 2025.', hybrid),
    'M2E-AUD-202': blocks(
      'Entra keeps logs for 7 days (Free) or 30 days (P1, P2): a workspace or storage is needed from the first day.',
      retention,
    ),
    'M2E-AUD-301': says(
      'prerequisite',
      'A Log Analytics workspace with a retention decision; Azure Arc and the Azure Monitor Agent on the MIM server while it lives.',
      stream,
    ),
    'M2E-AUD-321': says(
      'hand-step',
      'Diagnostic settings are Azure Resource Manager calls, not Graph; build the workbooks.',
      stream,
    ),
    'M2E-AUD-401': says(
      'driver',
      'The number of reports and of their readers is not in the export: archive alone is S, 5 reports M, a set approved by auditors L.',
    ),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
