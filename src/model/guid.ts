/**
 * Normal form of a GUID: lower case, without braces and `urn:uuid:`. The same object is written in several ways across
 * files of one export. Text that is not a GUID comes back trimmed, so that a dangling reference keeps its name.
 */
export function normalizeGuid(text: string): string {
  const trimmed = text.trim()
  const match = /^(?:urn:uuid:)?\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?$/.exec(trimmed)
  return match?.[1]?.toLowerCase() ?? trimmed
}

/** Locale-independent order, so that output is the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
