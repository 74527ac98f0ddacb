import type { Storage } from '../catalogue/select.js'
import type { DriverValue } from '../connect/connection.js'

export type StoredValue = string | number | Uint8Array | null

/** As the driver gives a value, to as the snapshot keeps it. GUIDs are lower case, times ISO in UTC. */
export function storedValue(value: DriverValue | undefined, storage: Storage): StoredValue {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (typeof value === 'boolean') return value ? 1 : 0
  // A 64-bit number comes as text and becomes an INTEGER by the affinity of its column.
  if (storage === 'guid' && typeof value === 'string') return value.toLowerCase()
  return value
}
