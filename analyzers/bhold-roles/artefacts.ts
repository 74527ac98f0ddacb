import { capability } from '../../src/catalogue/capabilities.js'
import type { HandStep } from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'
import { bholdSigns } from '../facts/bhold.js'
import { learn } from '../facts/design.js'
import { whereOf } from '../facts/estate-questions.js'
import { nameList } from '../facts/service.js'
import { bholdConnectors, grantsFrom } from './detect.js'

const source = learn('/entra/id-governance/identity-governance-organizational-roles')

/**
 * Roles, units and permissions are rows of BHOLD's database, which no export of MIM holds: the steps say where they are and
 * what each becomes, so that catalogs and packages can be made of them.
 */
export function bholdSteps(estate: Estate): readonly HandStep[] {
  const found = bholdConnectors(estate)
  if (found.length === 0) return []
  const madeFrom = found.map((item) => item.connector.connection.at)
  const { resourcesPerCatalog = 0, packages = 0 } = capability('em.limits').limits
  const tables = [...new Set(found.flatMap((item) => bholdSigns(item.connector)?.tables ?? []))]
  const grants = found.flatMap((item) => grantsFrom(item).map((grant) => `${grant.attribute} of ${grant.objectType}`))
  const places = [...new Set(found.map((item) => whereOf(item.connector)))]
  return [
    {
      kind: 'hand-step',
      madeFrom,
      name: 'Roles out of BHOLD',
      where: nameList(places, 5),
      instructions: [
        `Export roles, permissions, organizational units and who holds what from ${nameList(places, 5)}${tables.length === 0 ? '' : ` (${tables.join(', ')} and the tables behind them)`}.`,
        'Drop roles nobody holds; write inherited permissions out, since packages do not inherit.',
        ...(grants.length === 0 ? [] : [`Keep the grants MIM hands on today: ${nameList([...new Set(grants)], 5)}.`]),
      ],
      check: 'Does the list hold, for each person, the same permissions as BHOLD shows?',
      source,
    },
    {
      kind: 'hand-step',
      madeFrom,
      name: 'Catalogs and packages for roles',
      where: 'Entra admin center: Entitlement management',
      instructions: [
        `A catalog for each organizational unit (up to ${resourcesPerCatalog} resources each), its delegates as catalog owners.`,
        `A package for each role (up to ${packages} a tenant) with its groups as resources; a role given by rule gets an automatic policy, one a package.`,
        'Separation of duties becomes incompatible packages.',
        'Assign those who hold a role today directly before the grant of BHOLD is taken away.',
      ],
      check: 'Is the set of permissions of each person of the pilot the same before and after?',
      source,
    },
  ]
}
