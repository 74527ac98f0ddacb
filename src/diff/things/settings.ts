import type { Connection, ConnectorParameter, SensitiveValue, Setting } from '../../model/index.js'
import { count, said, secret, yesNo } from '../facet.js'
import type { Facet, Thing } from '../thing.js'

export function connectionThings({ settings, parameters, extensible, database }: Connection): Thing[] {
  return [
    ...settings.map(settingThing),
    ...[...(parameters ?? []), ...(extensible?.parameters ?? [])].map(parameterThing),
    ...(database?.columns ?? []).map(
      (column): Thing => ({
        kind: 'column',
        name: column.name,
        keys: [column.name.toLowerCase()],
        facets: [
          said('data-type', column.dataType),
          yesNo('nullable', column.nullable),
          yesNo('read-only', column.readOnly),
          said('attribute-type', column.attributeType ?? ''),
          yesNo('reference', column.reference ?? false),
          count('length', column.length),
        ],
        children: [],
        at: column.at,
      }),
    ),
  ]
}

/** Where the last run stopped: other after every run. */
const runState = /^(?:cookie|last-dc|last-?usn|watermark|delta-?watermark)$/i

/** What the directory calls a thing is another in every forest, and what a run leaves behind is no configuration. */
function settingValue(name: string, value: SensitiveValue): Facet {
  const facet = secret('value', value)
  if (name === 'guid') return { ...facet, noise: 'ids' }
  return runState.test(name) ? { ...facet, noise: 'counters' } : facet
}

export function settingThing({ name, value, at }: Setting): Thing {
  return { kind: 'setting', name, keys: [name], facets: [settingValue(name, value)], children: [], at }
}

export function parameterThing({ name, use, type, value, encrypted, at }: ConnectorParameter): Thing {
  return {
    kind: 'parameter',
    name,
    keys: [`${use}\n${name}`],
    facets: [settingValue(name, value), said('type', type), yesNo('encrypted', encrypted)],
    children: [],
    at,
  }
}
