/**
 * One side's ids in a form that is the same on both sides: ids of things that were found to be the same are replaced, so
 * that a reference differs only where it means something else.
 */
export interface Names {
  /** Canonical form of an id. */
  canonical(id: string): string
  /** Something of the input has the id. */
  isKnown(id: string): boolean
  /** Name of what has the id; the id itself where nothing of the input has it. */
  label(id: string): string
  /** Canonical form of a text that may hold ids. */
  canonicalText(text: string): string
  /** The text with names instead of ids. */
  shownText(text: string): string
}

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/**
 * @param canonical canonical id by id, lower case; ids that stand in no pair are left out
 * @param labels name by id, lower case
 */
export function namesOf(canonical: ReadonlyMap<string, string>, labels: ReadonlyMap<string, string>): Names {
  const canonicalId = (id: string): string => canonical.get(id.toLowerCase()) ?? id.toLowerCase()
  return {
    canonical: canonicalId,
    isKnown: (id) => labels.has(id.toLowerCase()),
    label: (id) => labels.get(id.toLowerCase()) ?? id,
    canonicalText: (text) => text.replace(guid, canonicalId),
    shownText: (text) =>
      text.replace(guid, (id) => {
        const label = labels.get(id.toLowerCase())
        return label === undefined ? id : `‹${label}›`
      }),
  }
}
