import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(_design: TargetDesign): readonly Stage[] {
  return sixStages({
    prepare: [
      'Translate each filter, count the members it has today, save the member lists.',
      'Each rule is accepted by the service; the owner has signed it.',
      ['R0'],
      'Delete the groups.',
    ],
    pilot: [
      'Create the groups paused and evaluate the rule for 100 people.',
      'Each of the 100 falls as in MIM, or the owner accepts the difference.',
      ['R0'],
      'Delete the groups.',
    ],
    'parallel-run': [
      'The new groups run beside the MIM groups and give access to nothing. Compare members each day.',
      'Two clean days: member sets equal, or each difference accepted by the owner.',
      ['R0'],
      'Pause the groups.',
    ],
    cutover: [
      'Swap the assignments from the old group to the new one; freeze the MIM group.',
      'Member sets equal at the hour of the swap.',
      ['R1'],
      'Swap the assignments back.',
    ],
    validate: [
      'Access of a sample of members; one person joins and one leaves the condition.',
      'Owners accept.',
      ['R1'],
      'Swap the assignments back.',
    ],
    decommission: [
      'Remove the filter, then the MIM group.',
      'Two to four quiet weeks.',
      ['R2'],
      'Write the saved member list back.',
    ],
  })
}
