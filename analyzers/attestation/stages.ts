import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(_design: TargetDesign): readonly Stage[] {
  return sixStages({
    prepare: [
      'List the campaigns with scope, reviewer and calendar. Make one review each, without automatic application.',
      'Each resource has a reviewer; no resource mastered in AD has automatic application.',
      ['R0'],
      'Delete the reviews.',
    ],
    pilot: [
      'One review of one unit, decisions not applied.',
      'At least 90 % of the items are decided.',
      ['R0'],
      'Stop the review.',
    ],
    'parallel-run': [
      'The old campaign and the review run once side by side.',
      'Each different decision is explained by its reviewer.',
      ['R1'],
      'Decide by the old campaign.',
    ],
    cutover: [
      'The campaign or the expiry rule of MIM is disabled; automatic application is switched on.',
      'No open campaign; saved member lists.',
      ['R1', 'R2'],
      'Enable the rule again; add members back from the decision log.',
    ],
    validate: [
      'Compare removals with decisions.',
      'Every removal has a decision.',
      ['R2'],
      'Add members back from the decision log.',
    ],
    decommission: [
      'Remove the rules, workflows and campaigns; archive the history.',
      'The archive answers a sample question.',
      ['R3'],
      'Restore the backup.',
    ],
  })
}
