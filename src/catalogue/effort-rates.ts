/**
 * What work costs, in person-days: proposal values of this project, to be calibrated by the team that does the work. A
 * size gives the base of a scenario (talks, design, tests of the first of its kind); each thing that drives the effort adds
 * its units, up to a cap, since the hundredth of a kind teaches nothing new.
 */
export interface EffortRate {
  /** What one unit is. */
  readonly unit: string
  readonly low: number
  readonly high: number
  /** Units counted at most. */
  readonly cap: number
  /**
   * Other scenarios count the very same things; a total over scenarios takes them once. Rates of one name share a pool.
   */
  readonly shared?: 'groups' | 'nested groups' | 'dynamic filters' | 'rules in code' | 'people'
}

export type EffortSize = 'S' | 'M' | 'L' | 'XL'

export const effortBases: Readonly<Record<EffortSize, { readonly low: number; readonly high: number }>> = {
  S: { low: 1, high: 2 },
  M: { low: 3, high: 6 },
  L: { low: 8, high: 16 },
  XL: { low: 20, high: 40 },
}

export const effortRates = {
  flow: { unit: 'attribute flow', low: 0.05, high: 0.1, cap: 150 },
  'flow-in-code': { unit: 'attribute flow computed by code', low: 0.25, high: 0.75, cap: 40 },
  'merged-attribute': { unit: 'attribute merged from several sources', low: 0.25, high: 0.5, cap: 20 },
  'change-detection': { unit: 'change detection to build anew', low: 1, high: 3, cap: 3 },
  'failed-check': { unit: 'check of the connector host that fails', low: 0.5, high: 1.5, cap: 10 },
  'connector-to-test': { unit: 'connector to test in the host, or to rewrite', low: 2, high: 8, cap: 5 },
  group: { unit: 'group', low: 0.01, high: 0.02, cap: 1000, shared: 'groups' },
  'nested-group': { unit: 'group with groups inside', low: 0.05, high: 0.1, cap: 100, shared: 'nested groups' },
  'groups-not-known': {
    unit: 'inventory of groups that are not in the input',
    low: 1,
    high: 3,
    cap: 1,
    shared: 'groups',
  },
  'group-rule': { unit: 'rule about groups', low: 0.25, high: 0.5, cap: 20 },
  'flat-filter': {
    unit: 'filter a membership rule can say',
    low: 0.05,
    high: 0.15,
    cap: 200,
    shared: 'dynamic filters',
  },
  'hard-filter': { unit: 'filter no membership rule can say', low: 0.5, high: 1.5, cap: 30, shared: 'dynamic filters' },
  'timed-filter': { unit: 'filter over dates', low: 1, high: 2, cap: 20, shared: 'dynamic filters' },
  exchange: { unit: 'connector that makes recipients on premises', low: 5, high: 15, cap: 3 },
  'linked-mailboxes': { unit: 'forest with linked mailboxes', low: 5, high: 10, cap: 3 },
  forest: { unit: 'forest or domain', low: 1, high: 3, cap: 10 },
  'forest-pair': { unit: 'pair of forests', low: 2, high: 5, cap: 6 },
  organization: { unit: 'organization', low: 1, high: 3, cap: 10 },
  server: { unit: 'server', low: 0.5, high: 1.5, cap: 6 },
  'approval-stage': { unit: 'approval stage', low: 0.5, high: 1, cap: 12 },
  'computed-approver': { unit: 'approver to compute', low: 2, high: 5, cap: 3 },
  'guarded-data': { unit: 'process on data to design anew', low: 5, high: 12, cap: 3 },
  workflow: { unit: 'workflow', low: 0.25, high: 0.75, cap: 40 },
  'workflow-shape': { unit: 'shape of workflow, the first of it', low: 1, high: 2, cap: 15 },
  'activity-in-code': { unit: 'activity that needs code', low: 1.5, high: 4, cap: 15 },
  'rule-of-rights': { unit: 'rule that only grants rights', low: 0.1, high: 0.25, cap: 40 },
  'dated-rule': { unit: 'dated rule', low: 0.5, high: 1, cap: 20 },
  form: { unit: 'changed form', low: 1, high: 3, cap: 10 },
  gate: { unit: 'gate', low: 0.5, high: 1, cap: 8 },
  'password-target': { unit: 'system that receives passwords', low: 3, high: 8, cap: 10 },
  'password-extension': { unit: 'extension that sets passwords', low: 1, high: 3, cap: 10 },
  'rule-in-code': { unit: 'rule in code', low: 0.25, high: 1, cap: 60, shared: 'rules in code' },
  'provisioning-in-code': { unit: 'provisioning by code', low: 3, high: 8, cap: 3 },
  'source-missing': { unit: 'extension whose source is not in the input', low: 3, high: 10, cap: 5 },
  role: { unit: 'role', low: 0.5, high: 1, cap: 50 },
  candidate: { unit: 'candidate of a role', low: 0.02, high: 0.05, cap: 500 },
  'role-model': { unit: 'role model to mine and to agree on', low: 5, high: 15, cap: 3 },
  campaign: { unit: 'rule or table of a campaign', low: 0.5, high: 1, cap: 20 },
  'data-finding': { unit: 'finding on data', low: 0.02, high: 0.05, cap: 1000 },
  'run-profile': { unit: 'run profile', low: 0.02, high: 0.05, cap: 60 },
  'run-chain': { unit: 'chain of runs', low: 0.5, high: 1, cap: 10 },
  'rule-of-connect': { unit: 'custom rule of Entra Connect', low: 0.25, high: 0.75, cap: 60 },
  'people-not-known': {
    unit: 'readiness of people that are not in the input',
    low: 1,
    high: 3,
    cap: 1,
    shared: 'people',
  },
  'way-to-change-first': { unit: 'way of people to change first', low: 2, high: 5, cap: 1 },
  unknown: { unit: 'number to find out', low: 0.5, high: 2, cap: 1 },
} as const satisfies Readonly<Record<string, EffortRate>>

export type EffortRateName = keyof typeof effortRates

/** A driver's count, by the name of its param, and the rate it is priced at; without param it counts as one. */
export interface PricedCount {
  readonly param?: string
  readonly rate: EffortRateName
}

/** What each driver of a design adds, by the id of its message. */
export const driverRates: Readonly<Record<string, readonly PricedCount[]>> = {
  'M2E-TMPL-601': [{ param: 'count', rate: 'flow' }],
  'M2E-AREQ-601': [{ param: 'count', rate: 'approval-stage' }],
  'M2E-AREQ-602': [{ rate: 'computed-approver' }],
  'M2E-AREQ-603': [{ rate: 'guarded-data' }],
  'M2E-GRP-401': [
    { param: 'count', rate: 'group' },
    { param: 'nested', rate: 'nested-group' },
  ],
  'M2E-GRP-402': [{ rate: 'groups-not-known' }],
  'M2E-GRP-403': [{ rate: 'exchange' }],
  'M2E-ADAD-601': [{ param: 'count', rate: 'flow' }],
  'M2E-ADAD-602': [{ rate: 'linked-mailboxes' }],
  'M2E-ADAD-603': [{ param: 'count', rate: 'forest-pair' }],
  'M2E-APPON-401': [{ param: 'count', rate: 'flow' }],
  'M2E-APPON-402': [{ param: 'count', rate: 'flow-in-code' }],
  'M2E-APPON-403': [{ param: 'count', rate: 'failed-check' }],
  'M2E-APPON-404': [{ rate: 'connector-to-test' }],
  'M2E-ATT-401': [{ param: 'count', rate: 'campaign' }],
  'M2E-AUD-401': [{ rate: 'unknown' }],
  'M2E-BHOLD-401': [{ param: 'count', rate: 'role-model' }],
  'M2E-CODE-601': [{ param: 'count', rate: 'rule-in-code' }],
  'M2E-CODE-602': [{ rate: 'provisioning-in-code' }],
  'M2E-CODE-603': [{ rate: 'source-missing' }],
  'M2E-SCIM-401': [
    { param: 'count', rate: 'flow' },
    { param: 'scripted', rate: 'flow-in-code' },
  ],
  'M2E-CTCS-601': [{ param: 'count', rate: 'rule-of-connect' }],
  'M2E-CTCS-602': [{ param: 'count', rate: 'forest' }],
  'M2E-DATA-601': [{ param: 'count', rate: 'data-finding' }],
  'M2E-DYN-401': [
    { param: 'flat', rate: 'flat-filter' },
    { param: 'hard', rate: 'hard-filter' },
    { param: 'timed', rate: 'timed-filter' },
  ],
  'M2E-EXCH-601': [{ param: 'count', rate: 'flow' }],
  'M2E-EXCH-602': [{ rate: 'exchange' }],
  'M2E-FAAD-601': [{ param: 'count', rate: 'forest' }],
  'M2E-FAAD-602': [{ param: 'count', rate: 'flow' }],
  'M2E-GAL-401': [{ param: 'count', rate: 'organization' }],
  'M2E-GAL-402': [{ param: 'count', rate: 'exchange' }],
  'M2E-GTOA-601': [{ param: 'count', rate: 'group' }],
  'M2E-GTOA-602': [{ rate: 'groups-not-known' }],
  'M2E-GTOA-603': [{ param: 'count', rate: 'forest' }],
  'M2E-HAVL-601': [{ param: 'count', rate: 'server' }],
  'M2E-HRCLD-401': [{ param: 'count', rate: 'flow' }],
  'M2E-HRCLD-402': [{ param: 'count', rate: 'dated-rule' }],
  'M2E-HRCLD-403': [{ param: 'count', rate: 'flow-in-code' }],
  'M2E-HRON-401': [{ param: 'count', rate: 'flow' }],
  'M2E-HRON-402': [{ param: 'count', rate: 'flow-in-code' }],
  'M2E-HRON-403': [{ param: 'count', rate: 'merged-attribute' }],
  'M2E-HRON-404': [{ rate: 'change-detection' }],
  'M2E-HRSAP-401': [{ param: 'count', rate: 'flow' }],
  'M2E-HRSAP-402': [{ param: 'count', rate: 'flow-in-code' }],
  'M2E-HRSAP-403': [{ param: 'count', rate: 'merged-attribute' }],
  'M2E-GUES-601': [{ param: 'count', rate: 'flow' }],
  'M2E-PAM-401': [
    { param: 'count', rate: 'role' },
    { param: 'candidates', rate: 'candidate' },
  ],
  'M2E-PCNS-601': [{ param: 'count', rate: 'password-target' }],
  'M2E-PCNS-602': [{ param: 'count', rate: 'password-extension' }],
  'M2E-PORT-601': [
    { param: 'count', rate: 'workflow' },
    { param: 'kinds', rate: 'workflow-shape' },
  ],
  'M2E-PORT-602': [{ param: 'count', rate: 'activity-in-code' }],
  'M2E-PORT-603': [{ param: 'count', rate: 'rule-of-rights' }],
  'M2E-RUNS-601': [
    { param: 'profiles', rate: 'run-profile' },
    { param: 'chains', rate: 'run-chain' },
  ],
  'M2E-SAAS-401': [{ param: 'count', rate: 'flow' }],
  'M2E-SAAS-402': [{ param: 'count', rate: 'flow' }, { rate: 'unknown' }],
  'M2E-SSG-401': [
    { param: 'rules', rate: 'group-rule' },
    { param: 'workflows', rate: 'workflow' },
    { param: 'forms', rate: 'form' },
  ],
  'M2E-SOAG-601': [
    { param: 'count', rate: 'group' },
    { param: 'nested', rate: 'nested-group' },
  ],
  'M2E-SOAG-602': [{ rate: 'groups-not-known' }],
  'M2E-SOAU-601': [{ rate: 'people-not-known' }],
  'M2E-SOAU-602': [{ rate: 'exchange' }],
  'M2E-SOAU-603': [{ rate: 'way-to-change-first' }],
  'M2E-SSPR-401': [
    { param: 'count', rate: 'gate' },
    { param: 'forests', rate: 'forest' },
  ],
  'M2E-CRED-401': [{ rate: 'unknown' }],
}
