/**
 * A report that is silently incomplete is the worst defect this product can have, so every format counts what it wrote
 * and compares it with what the model holds.
 *
 * @throws Error when they differ: a fault of the program, never of the input
 */
export function reconcile(format: string, what: string, expected: number, written: number): void {
  if (expected !== written)
    throw new Error(
      `The ${format} report is incomplete: ${what} has ${expected} rows and ${written} were written. Nothing was saved; please report this.`,
    )
}

/** How often `needle` stands in `text`. */
export function occurrences(text: string, needle: string): number {
  let count = 0
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) count += 1
  return count
}
