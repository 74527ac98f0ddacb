import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(_design: TargetDesign): readonly Stage[] {
  return sixStages({
    prepare: [
      'Write down what each role may do. Make cloud groups, eligibility and activation rules; nobody is eligible yet.',
      'Each role has a right, an owner and an approver; the emergency accounts are tested.',
      ['R0'],
      'Delete the groups and rules.',
    ],
    pilot: [
      'One role with its candidates.',
      'Activation works and its measured time is accepted.',
      ['R0', 'R1'],
      'Remove the eligibility.',
    ],
    'parallel-run': [
      'Both routes are open; every use of the old one raises an alert.',
      'A week without a need for the old route.',
      ['R1'],
      'Use the old route.',
    ],
    cutover: [
      'One role a day: the candidates lose the old role in the hour they get the new one.',
      'Emergency accounts tested that day; no request is open.',
      ['R1'],
      'Give the old role back.',
    ],
    validate: [
      'Read the activation log against the list of roles.',
      'Each activation has a reason; no right is missing.',
      ['R1'],
      'Give the old role back.',
    ],
    decommission: [
      'Keep the bastion forest for 30 days, then take down the trust and the forest.',
      '30 quiet days; backup of the forest.',
      ['R3'],
      'Restore the forest; a trust taken down is made anew.',
    ],
  })
}
