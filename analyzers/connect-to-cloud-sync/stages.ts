import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(design: TargetDesign): readonly Stage[] {
  const server = design.subject
  return sixStages(
    {
      prepare: [
        'Install three agents. Save the settings of {server}. Sign the verdict of every rule. Fill ms-DS-ConsistencyGuid of groups that move. Configuration switched off.',
        'Each custom rule has a signed verdict; agents are active; the settings export can be read back.',
        ['R0'],
        'Delete the configuration and the agents.',
      ],
      pilot: [
        'One organizational unit with 5 to 50 named people: the two rules that keep Connect away from it, provision on demand, then the configuration with this unit as scope.',
        '0 unexplained differences a person; nobody has a pending delete; the service desk knows the names.',
        ['R1'],
        'Disable the configuration, disable the two rules, run a full synchronization.',
      ],
      'parallel-run': [
        '{server} serves all other units, Cloud Sync the pilot. Never two tools on one object.',
        'Two clean cycles; the delete threshold never tripped.',
        ['R1'],
        'As for the pilot.',
      ],
      cutover: [
        'Unit by unit, the scheduler of Connect stopped while scopes change. After the last one Connect goes into staging mode.',
        'No user with a pending delete; every group of the wave is checked, since a group that leaves the scope is deleted for good.',
        ['R1', 'R3'],
        'Disable the configuration and the rules, synchronize again. Groups deleted for good do not come back.',
      ],
      validate: [
        'Compare object by object before and after; counts alone hide swaps.',
        'All equal or explained; sample sign-ins work; the owner accepts.',
        ['R1'],
        'As for cutover.',
      ],
      decommission: [
        'Uninstall {server} and its staging server.',
        'Two quiet weeks in staging mode; the settings are saved.',
        ['R3'],
        'Install Connect again from the saved settings.',
      ],
    },
    { server },
  )
}
