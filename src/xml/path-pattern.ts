export type PathPattern = (segments: readonly string[]) => boolean

/**
 * Compiles a pattern of local names: `*` is any one element, `**` any number of them including none, so that
 * `/ma-data/ui/**` covers `ui` and all below it. A pattern may end in `@name` or `@*` and then matches attributes, whose
 * last segment begins with `@`; no `*` or `**` matches an attribute's segment.
 */
export function compilePathPattern(pattern: string): PathPattern {
  const wanted = pattern.split('/').filter((segment) => segment !== '')
  return (segments) => matches(wanted, segments)
}

function matches(wanted: readonly string[], segments: readonly string[]): boolean {
  // Positions in `wanted` that the segments so far may have reached; linear in both, whatever the pattern.
  let reached = closure(wanted, new Set([0]))
  for (const segment of segments) {
    const next = new Set<number>()
    for (const at of reached) {
      const token = wanted[at]
      if (token === '**') {
        if (!segment.startsWith('@')) next.add(at)
      } else if (token === segment || token === wildcardFor(segment)) next.add(at + 1)
    }
    reached = closure(wanted, next)
  }
  return reached.has(wanted.length)
}

function wildcardFor(segment: string): string {
  return segment.startsWith('@') ? '@*' : '*'
}

function closure(wanted: readonly string[], reached: Set<number>): Set<number> {
  for (const at of reached) if (wanted[at] === '**') reached.add(at + 1)
  return reached
}
