import type { Connector } from '../../model/index.js'

export interface ConnectorMatch {
  readonly connector: Connector
  /** Share of the file's columns that the connector's schema has, 0 to 1. */
  readonly share: number
}

interface Scored extends ConnectorMatch {
  readonly score: number
}

const LEAST_SHARE = 0.5
const LEAST_LEAD = 0.05

/** Columns that belong to the file format, not to the connector's schema. */
const formatNames = new Set(['dn', 'objectclass', 'changetype', 'operation'])

/**
 * The connector whose schema the columns are. Directories have thousands of attributes and would match nearly any file,
 * so it counts as well how much of what the connector imports is there. undefined when none fits or two fit alike.
 */
export function matchConnector(
  columns: readonly string[],
  connectors: readonly Connector[],
): ConnectorMatch | undefined {
  const wanted = new Set(
    columns.map((name) => name.toLowerCase()).filter((name) => name !== '' && !formatNames.has(name)),
  )
  if (wanted.size === 0) return undefined
  const scored = connectors
    .map((connector) => scoreOf(wanted, connector))
    .filter((match) => match.share >= LEAST_SHARE)
    .sort((a, b) => b.score - a.score)
  const [best, second] = scored
  if (best === undefined || (second !== undefined && best.score - second.score < LEAST_LEAD)) return undefined
  return { connector: best.connector, share: best.share }
}

function scoreOf(wanted: ReadonlySet<string>, connector: Connector): Scored {
  const known = attributeNames(connector)
  const columns = (connector.connection.file?.columns ?? connector.selectedAttributes).map((name) => name.toLowerCase())
  const imported = new Set(columns.length > 0 ? columns : known)
  const share = count(wanted, known) / wanted.size
  const covered = imported.size === 0 ? 0 : count(imported, wanted) / imported.size
  return { connector, share, score: share + covered }
}

/** Names of the schema's attributes and of the file's columns, lower case. */
export function attributeNames(connector: Connector): ReadonlySet<string> {
  return new Set(
    [
      ...connector.schema.attributes.map((attribute) => attribute.name),
      ...(connector.connection.file?.columns ?? []),
    ].map((name) => name.toLowerCase()),
  )
}

function count(names: ReadonlySet<string>, among: ReadonlySet<string>): number {
  let found = 0
  for (const name of names) if (among.has(name)) found += 1
  return found
}
