/** Distinguished names as text: parts, parents, comparison without case (SE-OBJ-9). */

export function foldDn(dn: string): string {
  return dn.toLowerCase()
}

/** Index of the first unescaped comma, or -1. */
function commaIn(dn: string, from: number): number {
  for (let index = from; index < dn.length; index++) {
    const code = dn.charCodeAt(index)
    if (code === 92) index++
    else if (code === 44) return index
  }
  return -1
}

/** The components from the leaf up. */
export function dnParts(dn: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  for (let comma = commaIn(dn, 0); comma >= 0; comma = commaIn(dn, start)) {
    parts.push(dn.slice(start, comma).trim())
    start = comma + 1
  }
  parts.push(dn.slice(start).trim())
  return parts
}

/** Everything after the leaf; undefined for a DN of one component. */
export function parentDn(dn: string): string | undefined {
  const comma = commaIn(dn, 0)
  return comma < 0 ? undefined : dn.slice(comma + 1).trim()
}

export function dnDepth(dn: string): number {
  return dnParts(dn).length
}

/** Component `n` counted from the leaf, without `ou=` (SE-IAF-3); undefined past the end. */
export function dnComponent(dn: string, n: number): string | undefined {
  const part = dnParts(dn)[n - 1]
  if (part === undefined) return undefined
  const equals = part.indexOf('=')
  const value = equals < 0 ? part : part.slice(equals + 1)
  return value.trim().replaceAll(/\\([^0-9a-fA-F])/g, '$1')
}

/** Whether `dn` is the container or lies below it. */
export function isUnder(foldedDn: string, foldedContainer: string): boolean {
  if (foldedContainer === '') return true
  return foldedDn === foldedContainer || foldedDn.endsWith(`,${foldedContainer}`)
}
