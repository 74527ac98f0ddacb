import type { Messages } from '../../../analyzers/analyzer.js'

export const waveMessages: Messages = {
  'M2E-WAVE-201': {
    kind: 'blocker',
    text: '{scenario} is placed in wave {wave}, and what it needs is not through by then: {needs}.',
    source: 'project',
  },
  'M2E-WAVE-301': { kind: 'reason', text: 'The first cycle of "{job}" goes over {count} {count|object|objects}.' },
  'M2E-WAVE-302': {
    kind: 'reason',
    text: 'The upload of {count} {count|record|records} for "{job}" takes {calls} {calls|call|calls}, the quota of {days} {days|day|days}.',
  },
  'M2E-WAVE-303': {
    kind: 'reason',
    text: '{count} {count|object|objects} of identity governance {count|is|are} made one after the other.',
  },
  'M2E-WAVE-304': { kind: 'reason', text: '{count} {count|object|objects} of the directory {count|is|are} made.' },
  'M2E-WAVE-305': {
    kind: 'reason',
    text: 'Authority over {count} {count|object|objects} moves to the tenant, in portions with a look at each.',
  },
}
