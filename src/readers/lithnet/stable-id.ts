import { createHash } from 'node:crypto'

/** An id in the form of a GUID that the same type and anchors always give. Not the id the object has in the service. */
export function stableId(type: string, anchors: readonly (readonly [attribute: string, value: string])[]): string {
  const key = JSON.stringify([
    type.toLowerCase(),
    ...[...anchors].map(([name, value]) => [name.toLowerCase(), value.trim().toLowerCase()]),
  ])
  const hex = createHash('sha256').update(key).digest('hex')
  // Version 8: made by a rule of one's own.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
