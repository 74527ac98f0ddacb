import type { Analyzer, ScenarioMeta } from '../analyzer.js'
import { blocks, detectionsOf, learn, medium, says, strong, use, weak } from '../facts/design.js'
import { sight } from './detect.js'
import { map } from './map.js'
import { stages } from './stages.js'

const roles = learn('/entra/id-governance/identity-governance-organizational-roles')
const packages = learn('/entra/id-governance/entitlement-management-overview')
const auto = learn('/entra/id-governance/entitlement-management-access-package-auto-assignment-policy')
const separation = learn('/entra/id-governance/entitlement-management-access-package-incompatible')
const deprecated = learn('/microsoft-identity-manager/microsoft-identity-manager-2016-deprecated-features')

export const meta: ScenarioMeta = {
  id: 'bhold-roles',
  number: 13,
  title: 'Business roles in BHOLD',
  summary: 'BHOLD holds roles, gives permissions by them, and MIM carries the result to its targets.',
  group: 'migration-guide',
  guideRow: 'Business role-based access management',
  documentation: [roles, packages, auto, separation],
  visibleIn: ['mim-sync', 'bhold'],
  asks: [
    {
      what: 'The BHOLD database',
      changes: 'counts roles, permissions, units, exclusions and holders; decides size M, L or XL',
      kind: 'bhold',
    },
    { what: 'The run history', changes: 'tells whether the BHOLD agents still run', kind: 'run-history' },
  ],
  messages: {
    'M2E-BHOLD-001': strong('Agents on BHOLD: {connectors}. Tables: {tables}.'),
    'M2E-BHOLD-002': medium('The rules extension of BHOLD ({assembly}) runs in: {connectors}.'),
    'M2E-BHOLD-003': medium('Group membership comes out of BHOLD: {connector} feeds {attribute} of {type}.'),
    'M2E-BHOLD-004': medium('{connector} carries references that stand for roles or permissions: {attributes}.'),
    'M2E-BHOLD-005': weak('One sign of BHOLD, and no second one: {signs} ({connectors}).'),
    'M2E-BHOLD-019': use(-60, 'None of these agents has a run step: {connectors}.'),
    'M2E-BHOLD-101': says(
      'target',
      'Each role becomes an access package in a catalog for each organizational unit; a role given by rule gets an auto-assignment policy.',
      packages,
    ),
    'M2E-BHOLD-111': says(
      'reason',
      'Holders, permissions and packages can be loaded by script from the BHOLD database.',
      roles,
    ),
    'M2E-BHOLD-112': says(
      'reason',
      'Packages do not inherit from each other and carry no attributes: the role model is flattened in a workshop.',
      roles,
    ),
    'M2E-BHOLD-113': says(
      'reason',
      '{connector} feeds organizational units from {where}; units become catalogs or attributes of people.',
    ),
    'M2E-BHOLD-114': says(
      'reason',
      '{connector} brings memberships; they reach {targets}. The packages take over these groups first.',
    ),
    'M2E-BHOLD-115': says(
      'reason',
      'No agent on BHOLD can run as configured; confirm that nobody holds roles any more, then remove them.',
    ),
    'M2E-BHOLD-116': says(
      'reason',
      'The input shows references named as roles but no BHOLD table; what gives them has to be named by the customer.',
    ),
    'M2E-BHOLD-201': blocks(
      'A package takes one auto-assignment policy; texts of 2023 name 4,000 packages, 100,000 assignments, 1,500 catalogs and 50 resources per catalog.',
      auto,
    ),
    'M2E-BHOLD-202': blocks('No inheritance between roles and no permissions that carry attributes.', roles),
    'M2E-BHOLD-203': blocks(
      'BHOLD is no longer advised for new deployments; its Silverlight parts ended on 2021-10-12 and it is outside the Premium support channel.',
      deprecated,
    ),
    'M2E-BHOLD-204': blocks(
      'Objects that lose their person are deleted by: {connectors}. Set deprovisioning to make-normal-disconnector before BHOLD is taken away.',
      'project',
    ),
    'M2E-BHOLD-211': says('loss', 'Role hierarchy and attribute-bearing permissions.'),
    'M2E-BHOLD-301': says(
      'prerequisite',
      'The assignments of the BHOLD database, mined for roles nobody holds; an owner for each package.',
    ),
    'M2E-BHOLD-321': says('hand-step', 'Workshop on the role model, signed by the owners.'),
    'M2E-BHOLD-401': says(
      'driver',
      '{count} {count|agent works|agents work} on BHOLD. The number of roles is not in the export and decides: 50 is M, 500 is L, inheritance and exclusion matrices are XL.',
    ),
  },
}

export const analyzer: Analyzer = { meta, detect: (estate) => detectionsOf(meta, sight(estate)), map, stages }
