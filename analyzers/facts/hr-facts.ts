import type { Estate } from '../../src/model/index.js'
import { connectorsOf, databaseKinds, fileKinds, type PlacedConnector, sameName } from './connectors.js'
import { directoriesOfPeople, isReferenceAttribute, sharedAttributes } from './estate-questions.js'
import type { Contribution } from './flows.js'
import { isImportOnly } from './flows.js'
import type { HrSource } from './hr-source.js'
import { isPersonType, personProjections } from './people.js'

/** What the design of any HR source depends on besides the source itself. */
export interface HrFacts {
  readonly directories: readonly string[]
  readonly scripted: readonly Contribution[]
  /** Code computes who the person is: an account, a logon name, an identifier. */
  readonly scriptedIdentity: readonly Contribution[]
  /** References other than manager. */
  readonly references: readonly Contribution[]
  readonly shared: readonly string[]
  readonly sharedWith: readonly string[]
  /** Attributes shared with another database or file, not with the portal or AD. */
  readonly merged: readonly string[]
  readonly mergedWith: readonly string[]
  /** Some of those make people of their own: two HR systems, not one and a list of telephones. */
  readonly hasSecondHr: boolean
  readonly otherTypes: readonly string[]
  readonly neighbours: readonly PlacedConnector[]
  readonly isView: boolean
  readonly assembly: string
}

export function hrFactsOf(estate: Estate, placed: PlacedConnector, source: HrSource): HrFacts {
  const { server, connector } = placed
  const types = source.projections.map((item) => item.metaverseObjectType)
  const shared = sharedAttributes(placed, types)
  const stores = server.connectors.filter((item) => databaseKinds.includes(item.kind) || fileKinds.includes(item.kind))
  const merged = shared.filter((item) => item.others.some((other) => stores.some((store) => store.name === other)))
  const { database } = connector.connection
  return {
    directories: directoriesOfPeople(server).map((item) => item.name),
    scripted: source.fed.filter((item) => item.scripted),
    scriptedIdentity: source.fed.filter((item) => item.scripted && isIdentityAttribute(item.attribute)),
    references: source.fed.filter(
      (item) => isReferenceAttribute(server, item.attribute) && !sameName(item.attribute, 'manager'),
    ),
    shared: shared.map((item) => item.attribute),
    sharedWith: [...new Set(shared.flatMap((item) => item.others))],
    merged: merged.map((item) => item.attribute),
    mergedWith: [...new Set(merged.flatMap((item) => item.others))].filter((other) =>
      stores.some((store) => store.name === other),
    ),
    hasSecondHr: stores.some(
      (store) => merged.some((item) => item.others.includes(store.name)) && personProjections(server, store).length > 0,
    ),
    otherTypes: connector.projections
      .map((item) => item.metaverseObjectType ?? '')
      .filter((type) => type !== '' && !isPersonType(server, type)),
    neighbours: connectorsOf(estate).filter(
      (item) =>
        item.connector.id !== connector.id &&
        database !== undefined &&
        item.connector.connection.database?.database === database.database &&
        item.connector.projections.length > 0 &&
        isImportOnly(item.connector, item.server) &&
        item.connector.projections.every((made) => !isPersonType(item.server, made.metaverseObjectType ?? '')),
    ),
    isView: database !== undefined && (database.deltaTable !== '' || /(^|\.)(vw|v_)/i.test(database.table)),
    assembly: connector.extension?.assembly ?? 'rules extension',
  }
}

/** Attributes by which systems know a person. */
export function isIdentityAttribute(name: string): boolean {
  return /^(samaccountname|accountname|userprincipalname|mail|email|mailnickname|uid|uniqueid|employee(id|number)|displayname|cn|dn)$/i.test(
    name,
  )
}
