import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const connector = design.subject
  return sixStages(
    {
      prepare: [
        'For each group: owner, scope, order of nesting, applications. Save the member list and the DN.',
        'Each group of the wave has an owner, a scope that fits and a saved member list.',
        ['R0'],
        'Nothing was changed.',
      ],
      pilot: [
        '10 groups without nesting, mail or applications of AD.',
        'onPremisesSyncEnabled empty, blockOnPremisesSync true, members equal; a test switch back and forth worked.',
        ['R2'],
        'Remove cloud-only members and packages, switch back, synchronize once.',
      ],
      'parallel-run': [
        'Take the groups of the wave out of the exports to {connector}, synchronize them one last time.',
        'MIM and Connect have no pending export on a group of the wave.',
        ['R1'],
        'Put the groups back into the export.',
      ],
      cutover: [
        'Innermost groups first, waves of up to 200: switch the source of authority, provision back what AD needs.',
        'Two waves without an unexplained member; no protected group in the wave.',
        ['R2', 'R3'],
        'Remove cloud-only references, switch back, synchronize. Changes made in the cloud since are overwritten; a group deleted for good does not come back.',
      ],
      validate: [
        'Members before and after, group by group; a sample of applications.',
        'All equal or explained; the owners accept.',
        ['R2'],
        'As for cutover.',
      ],
      decommission: [
        'Remove the group flows of {connector} and the rules behind them.',
        'Two to four quiet weeks; the server export is backed up.',
        ['R3'],
        'Put the server export back; switched groups have to be switched back first.',
      ],
    },
    { connector },
  )
}
