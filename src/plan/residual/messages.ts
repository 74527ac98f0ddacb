import type { Messages } from '../../../analyzers/analyzer.js'

export const residualMessages: Messages = {
  'M2E-RESD-101': { kind: 'reason', text: 'Writes {count} {count|attribute|attributes} of {type}: {attributes}.' },
  'M2E-RESD-102': {
    kind: 'reason',
    text: 'Brings {count} {count|attribute|attributes} of {type} that others get: {attributes}.',
  },
  'M2E-RESD-103': { kind: 'reason', text: 'Makes {type} in the metaverse.' },
  'M2E-RESD-104': { kind: 'reason', text: 'Receives passwords caught on domain controllers.' },
  'M2E-RESD-105': { kind: 'reason', text: 'Its connector is not in the input: what it does cannot be followed.' },
  'M2E-RESD-106': { kind: 'reason', text: 'Carries what the portal needs for its policies.' },
  'M2E-RESD-107': { kind: 'reason', text: 'Makes and links objects of {type}.' },
  'M2E-RESD-108': { kind: 'reason', text: 'Joins objects of {type}.' },
  'M2E-RESD-111': { kind: 'reason', text: 'Starts the workflow "{workflow}" ({phase}).' },
  'M2E-RESD-112': { kind: 'reason', text: 'Grants {actions} on {attributes}.' },
  'M2E-RESD-113': { kind: 'reason', text: 'Is started by "{policy}".' },
  'M2E-RESD-114': { kind: 'reason', text: 'Says for "{policy}" who or what it is about.' },
  'M2E-RESD-115': { kind: 'reason', text: 'Its members are named by the filter of "{user}".' },
  'M2E-RESD-116': { kind: 'reason', text: 'Gives people the rule "{rule}", or takes it from them.' },
}
