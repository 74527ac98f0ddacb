import type { Stage, TargetDesign } from '../analyzer.js'
import { sixStages } from '../facts/design.js'

export function stages(_design: TargetDesign): readonly Stage[] {
  return sixStages({
    prepare: [
      'Export roles, permissions, units and holders. Drop what nobody holds, flatten inheritance, write one package a role, hidden.',
      'Each package has an owner; each permission has a resource role or a reason why not; the grants of each person are saved.',
      ['R0'],
      'Delete the catalogs and packages.',
    ],
    pilot: [
      'One organizational unit: its holders get the packages by administrator direct assignment.',
      'The permissions of each person before and after are the same set.',
      ['R0', 'R2'],
      'Remove the assignments.',
    ],
    'parallel-run': [
      'Packages without resources run beside BHOLD; who would hold what is compared each day.',
      'Two clean comparisons; each difference has an owner.',
      ['R1'],
      'Remove the assignments; BHOLD still grants.',
    ],
    cutover: [
      'Add the resources, assign the existing holders, then take the BHOLD grant away, unit by unit.',
      'No person without a permission held before; no pending export of BHOLD memberships.',
      ['R1', 'R2'],
      'Run the BHOLD agents again and restore memberships from the saved grants.',
    ],
    validate: [
      'Compare entitlements of each person with the saved grants; try requests, exclusions and expiry.',
      'Entitlements unchanged; owners accept.',
      ['R1', 'R2'],
      'As for cutover.',
    ],
    decommission: [
      'Remove the BHOLD agents, then BHOLD itself; keep its database read-only for auditors.',
      'Two to four quiet weeks; a restored copy of the database answers a sample question.',
      ['R3'],
      'Restore the backup.',
    ],
  })
}
