/**
 * Path of a request in pieces: `groups('1')/members` is `groups`, `1`, `members`; `groups(uniqueName='a')` is `groups`,
 * `(uniqueName=a)`; a function call keeps its brackets.
 */
export function segmentsOf(path: string): string[] {
  return splitOutsideQuotes(decodeURIComponent(path)).flatMap((segment) => {
    const key = /^([^(]+)\((.+)\)$/s.exec(segment)
    if (key?.[1] === undefined || key[2] === undefined) return [segment]
    const named = /^(\w+)=(.*)$/s.exec(key[2])
    return named?.[1] !== undefined ? [key[1], `(${named[1]}=${unquoted(named[2] ?? '')})`] : [key[1], unquoted(key[2])]
  })
}

function splitOutsideQuotes(path: string): string[] {
  const parts: string[] = []
  let part = ''
  let quoted = false
  for (const letter of path) {
    if (letter === "'") quoted = !quoted
    if (letter === '/' && !quoted) {
      if (part !== '') parts.push(part)
      part = ''
    } else part += letter
  }
  return part === '' ? parts : [...parts, part]
}

function unquoted(text: string): string {
  return /^'.*'$/s.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text
}
