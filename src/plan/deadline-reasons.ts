/** Why a date concerns an Estate, by id (`deadlines.why.<id>` in tables of words). */
export const deadlineReasons = {
  'connect-server': '{server} runs Entra Connect Sync.',
  'mim-server': '{server} runs the MIM Synchronization Service.',
  'mim-service': 'A MIM Service was in the input.',
  connector: 'Connector "{connector}" is one.',
  feature: '{feature} is switched on.',
  version: '{server} runs version {version}.',
  'version-unknown': 'The input does not state the version of Entra Connect.',
  workflow: 'Workflow "{workflow}" uses it.',
  bhold: 'Connector "{connector}" works on BHOLD\'s tables.',
  ask: 'Not in the input: {what}.',
} as const

export type DeadlineReasonId = keyof typeof deadlineReasons
