import type { Connector, Projection, Provenance, SyncServer } from '../../src/model/index.js'
import { connectRulesOf, plainName, sameName } from './connectors.js'
import { contributionsOf } from './flows.js'

const givenNames = new Set(['givenname', 'firstname', 'forename', 'prefname', 'preferredname'])
const surnames = new Set(['sn', 'lastname', 'surname', 'familyname'])
const employment = new Set([
  'displayname',
  'employeeid',
  'employeenumber',
  'department',
  'manager',
  'jobtitle',
  'title',
  'company',
])

/** Attributes that say who a person is and where they work; metaverse names of MIM, Connect and the usual variants. */
export function isPersonAttribute(name: string): boolean {
  const plain = plainName(name)
  return givenNames.has(plain) || surnames.has(plain) || employment.has(plain)
}

const hrColumns = new Set([
  'employeetype',
  'employeestatus',
  'hiredate',
  'employeestartdate',
  'employeeenddate',
  'costcenter',
])

/** Names of columns an HR table has. */
export function isHrColumn(name: string): boolean {
  return isPersonAttribute(name) || hrColumns.has(plainName(name))
}

const personTypes = new Set(['person', 'user', 'employee', 'worker', 'contractor', 'inetorgperson', 'student', 'staff'])

/**
 * Does this metaverse type stand for people? Customers name it person, user, employee, SyncObject …: its usual name
 * decides, else what flows into it (a given name and a surname).
 */
export function isPersonType(server: SyncServer, objectType: string): boolean {
  if (personTypes.has(plainName(objectType))) return true
  const attributes = (server.metaverse?.importFlows ?? [])
    .filter((group) => sameName(group.objectType, objectType))
    .map((group) => plainName(group.attribute))
  return attributes.some((name) => givenNames.has(name)) && attributes.some((name) => surnames.has(name))
}

export interface PersonProjection {
  readonly kind: Projection['kind']
  readonly objectType: string
  readonly metaverseObjectType: string
  readonly at: Provenance
}

/** Projections that make people: declared, by synchronization rule, by code (the flows then tell the type). */
export function personProjections(server: SyncServer, connector: Connector): readonly PersonProjection[] {
  const fed = contributionsOf(server, connector)
  const own = connector.projections.flatMap((projection): PersonProjection[] => {
    const types =
      projection.metaverseObjectType === undefined
        ? fed.filter((item) => sameName(item.sourceObjectType, projection.objectType)).map((item) => item.objectType)
        : [projection.metaverseObjectType]
    return [...new Set(types)]
      .filter((type) => isPersonType(server, type))
      .map((type) => ({
        kind: projection.kind,
        objectType: projection.objectType,
        metaverseObjectType: type,
        at: projection.at,
      }))
  })
  const rules = server.product === 'connect-sync' ? connectRulesOf(server, connector) : []
  const byRule = rules
    .filter((rule) => rule.direction === 'inbound' && rule.linkType === 'provision')
    .filter((rule) => isPersonType(server, rule.metaverseObjectType))
    .map(
      (rule): PersonProjection => ({
        kind: 'sync-rule',
        objectType: rule.connectorObjectType,
        metaverseObjectType: rule.metaverseObjectType,
        at: rule.at,
      }),
    )
  return [...own, ...byRule]
}
