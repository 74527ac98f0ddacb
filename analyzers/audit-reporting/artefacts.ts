import type { HandStep } from '../../src/entra/index.js'
import type { Estate, Provenance, ServiceObject } from '../../src/model/index.js'
import { learn } from '../facts/design.js'
import { isCustomers, nameList, objectsOf, servicesOf, textOf } from '../facts/service.js'

/** Logs are kept by Azure, not by Graph, and history cannot be moved: both are steps with a check. */
export function logSteps(
  estate: Estate,
  retention: ServiceObject | undefined,
  at: readonly Provenance[],
): readonly HandStep[] {
  const madeFrom = at.slice(0, 20)
  const days = retention === undefined ? undefined : textOf(retention, 'RetentionPeriod')
  const jobs = servicesOf(estate)
    .flatMap((service) => objectsOf(service, 'msidmReportingJob'))
    .filter(isCustomers)
  return [
    {
      kind: 'hand-step',
      madeFrom,
      name: 'Logs to a workspace',
      where: 'Azure portal: Monitor, Diagnostic settings of Entra ID',
      instructions: [
        'Make a Log Analytics workspace, or a storage account where logs are only kept.',
        days === undefined
          ? 'Set its retention to the legal term.'
          : `Set its retention to ${days} days at least: that is how long MIM keeps requests today.`,
        'Send AuditLogs, SignInLogs and ProvisioningLogs there from the first day of the pilot.',
        'While a MIM server lives, send its logs Forefront Identity Manager and Forefront Identity Manager Synchronization there too, with the Azure Monitor Agent.',
      ],
      check: 'Does a query of the workspace show an audit event and a provisioning event of yesterday?',
      source: learn('/entra/identity/monitoring-health/howto-integrate-activity-logs-with-azure-monitor-logs'),
    },
    {
      kind: 'hand-step',
      madeFrom,
      name: 'Archive of the history',
      stage: 'decommission',
      where: 'SQL Server of MIM',
      instructions: [
        'Back up FIMService, FIMSynchronizationService and the data warehouse, with the keys of the synchronization service.',
        'Restore them read-only where auditors can ask, for the legal term.',
      ],
      check: 'Does the restored archive answer a question of the last audit?',
      source: learn('/microsoft-identity-manager/identity-manager-hybrid-reporting-azure'),
    },
    ...(jobs.length === 0
      ? []
      : [
          {
            kind: 'hand-step' as const,
            madeFrom: jobs.slice(0, 20).map((job) => job.at),
            name: 'Reports and their readers',
            where: 'Azure portal: Workbooks',
            instructions: [
              `List who reads the reports of ${nameList(
                jobs.map((job) => job.displayName),
                10,
              )}.`,
              'Build a workbook for each report that has a reader; drop the others.',
            ],
            check: 'Has each reader seen the workbook and agreed?',
            source: learn('/entra/id-governance/entitlement-management-logs-and-reporting'),
          },
        ]),
  ]
}
