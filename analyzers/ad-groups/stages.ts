import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const ad = design.subject
  return sixStages(
    {
      prepare: [
        'Inventory of the groups {ad} writes: owner, kind, nesting order, use. Save the member list of each group.',
        'Every group has an owner and a verdict; the order from the innermost group outwards is written down; member lists are saved.',
        ['R0'],
        'Nothing has changed yet.',
      ],
      pilot: [
        '10 groups whose owners agreed.',
        'Same member set in both worlds; the owners see no change in access.',
        ['R1', 'R2'],
        'Switch the group back and write the saved member list.',
      ],
      'parallel-run': [
        'Compare members of all groups every day; MIM still writes them.',
        'Two clean days for every group of the wave.',
        ['R1'],
        'Stop the comparison.',
      ],
      cutover: [
        'Take a wave of at most 200 groups out of the export of {ad}, then switch them, innermost first. One writer a group at any time.',
        'Same member set; owner present; no protected group in the wave; no pending export.',
        ['R1', 'R2', 'R3'],
        'Put the groups back into the export and write the saved member lists. A group deleted for good is not restored by this.',
      ],
      validate: ['Access of a sample of members, group by group.', 'Owners accept.', ['R1', 'R2'], 'As for cutover.'],
      decommission: [
        'Remove the group flows of {ad} and the group rules.',
        'Two to four quiet weeks; backup taken.',
        ['R3'],
        'Restore the backup.',
      ],
    },
    { ad },
  )
}
