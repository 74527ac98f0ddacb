import type { ConnectorKind, Estate, Provenance } from '../../src/model/index.js'
import { type PlacedConnector, plainName } from './connectors.js'
import {
  type Contribution,
  contributesFirstRank,
  contributionsOf,
  type Direction,
  deliveriesOf,
  directionOf,
  provisionsInto,
} from './flows.js'
import { type Host, hostsOf, isCloudHrProduct } from './hosts.js'
import { isPersonAttribute, type PersonProjection, personProjections } from './people.js'

/** What makes a connector a source of people, whatever it connects to. */
export interface HrSource {
  readonly projections: readonly PersonProjection[]
  /** Name-like attributes of people for which it is first in rank. */
  readonly first: readonly Contribution[]
  /** Attributes of people it feeds at all. */
  readonly fed: readonly Contribution[]
  readonly direction: Direction
  /** Attributes written back to it, distinct. */
  readonly writtenBack: readonly string[]
  /** It makes people and decides who they are. */
  readonly isSource: boolean
  /** It makes people but always stands behind another connector, as a list of contractors behind the HR table. */
  readonly isSecondSource: boolean
  /** No export flow, or no step that would run one. */
  readonly isImportOnly: boolean
}

/** Kinds that can be asked for people by import; directories are not HR systems. */
export const inboundKinds: readonly ConnectorKind[] = [
  'web-services',
  'powershell',
  'delimited-file',
  'generic-csv',
  'ecma2-other',
]

export function hrSourceOf(estate: Estate, placed: PlacedConnector): HrSource {
  const { server, connector } = placed
  const projections = personProjections(server, connector)
  const types = new Set(projections.map((item) => item.metaverseObjectType.toLowerCase()))
  const people = (item: Contribution): boolean => types.has(item.objectType.toLowerCase())
  const first = onePerAttribute(
    contributesFirstRank(server, connector).filter((item) => people(item) && isPersonAttribute(item.attribute)),
  )
  const direction = directionOf(connector, server)
  const writtenBack = [...new Set(deliveriesOf(server, connector).map((item) => item.attribute))].sort()
  const fed = onePerAttribute(contributionsOf(server, connector).filter(people))
  const creates = provisionsInto(estate, placed).some((item) => item.certain)
  const makes = projections.length > 0 && !creates
  const isSource = makes && first.length >= 2
  return {
    projections,
    first,
    fed,
    direction,
    writtenBack,
    isSource,
    isSecondSource: makes && !isSource && fed.filter((item) => isPersonAttribute(item.attribute)).length >= 2,
    isImportOnly: direction.exportFlows === 0 || direction.exportSteps === 0,
  }
}

/** A connector may feed one attribute by several flows; that is still one attribute. */
function onePerAttribute(items: readonly Contribution[]): readonly Contribution[] {
  const found = new Map<string, Contribution>()
  for (const item of items) {
    const key = `${item.objectType}\n${item.attribute}`.toLowerCase()
    const known = found.get(key)
    found.set(
      key,
      known === undefined
        ? item
        : {
            ...known,
            sources: [...new Set([...known.sources, ...item.sources])],
            first: known.first || item.first,
            scripted: known.scripted || item.scripted,
          },
    )
  }
  return [...found.values()]
}

export interface Sign {
  readonly what: string
  readonly at: Provenance
}

/** Names of everything the connector reads: flow sources, selected attributes, columns. */
function attributeNames({ server, connector }: PlacedConnector): readonly Sign[] {
  return [
    ...contributionsOf(server, connector).flatMap((item) => item.sources.map((what) => ({ what, at: item.at }))),
    ...connector.selectedAttributes.map((what) => ({ what, at: connector.schema.at })),
    ...(connector.connection.database?.columns ?? []).map((column) => ({ what: column.name, at: column.at })),
  ]
}

function distinct(signs: readonly Sign[]): readonly Sign[] {
  return signs.filter(
    (sign, index) => signs.findIndex((other) => plainName(other.what) === plainName(sign.what)) === index,
  )
}

/** SAP HR's own names: personnel number, infotypes, organizational keys, BAPI structures. */
export function sapAttributes(placed: PlacedConnector): readonly Sign[] {
  const pattern =
    /^(pernr|persno|personnelnumber|sappernr|infotype\d*|it0\d{3}|p0\d{3}|bukrs|persg|persk|werks|btrtl|orgeh|plans|stell|kostl|ename|vorna|nachn|begda|endda)$/
  return distinct(
    attributeNames(placed).filter((sign) => pattern.test(plainName(sign.what)) || /BAPI|INFTY/i.test(sign.what)),
  )
}

/** Names only Workday and its reports use. */
export function workdayAttributes(placed: PlacedConnector): readonly Sign[] {
  const pattern =
    /^(wid|workerid|workdayid|workerwid|workerreference|supervisoryorganization|universalid|contingentworkerid)$/
  return distinct(attributeNames(placed).filter((sign) => pattern.test(plainName(sign.what))))
}

export function peopleSoftAttributes(placed: PlacedConnector): readonly Sign[] {
  return distinct(
    attributeNames(placed).filter((sign) => /^(emplid|emplrcd|oprid|personparty|partyid)$/.test(plainName(sign.what))),
  )
}

/** Start and end of employment among what it feeds. */
export function dateAttributes(source: HrSource): readonly Contribution[] {
  const pattern =
    /(hire|start|join|entry|termination|leave|end|exit|lastworking|lastday)(date|datetime|day)|^(begda|endda)$/
  return source.fed.filter((item) => [item.attribute, ...item.sources].some((name) => pattern.test(plainName(name))))
}

/** The web service project says which system stands behind the connector. */
export function webServiceProject(placed: PlacedConnector): Sign | undefined {
  const parameter = (placed.connector.connection.extensible?.parameters ?? []).find(
    (item) => /web ?service ?project/i.test(item.name) || /\.wsconfig$/i.test(item.value.value ?? ''),
  )
  const what = parameter?.value.value ?? ''
  return parameter === undefined || what === '' ? undefined : { what, at: parameter.at }
}

export function isSapProject(project: string): boolean {
  return /sap|ecc|hcm/i.test(project)
}

export function isOtherErpProject(project: string): boolean {
  return /people ?soft|psft|oracle|ebs|e-?business/i.test(project)
}

export function cloudHrHosts(estate: Estate, placed: PlacedConnector): readonly Host[] {
  return hostsOf(estate, placed.connector).filter((host) => isCloudHrProduct(host.product))
}
