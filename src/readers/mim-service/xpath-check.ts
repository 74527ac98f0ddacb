/** Functions of the filter dialect; `and (…)` and `or (…)` only look like calls. */
const known = new Set([
  'and',
  'or',
  'not',
  'starts-with',
  'ends-with',
  'contains',
  'op:add-daytimeduration-to-datetime',
  'op:subtract-daytimeduration-from-datetime',
  'fn:current-datetime',
  'current-datetime',
  'xs:daytimeduration',
  'daytimeduration',
])

/**
 * What a look at the words of an XPath shows to be wrong, as the rest of a sentence that starts with the filter's name;
 * undefined when nothing is. The grammar is the expression room's business; a reader only says what cannot be trusted.
 */
export function objectionToXPath(xpath: string): string | undefined {
  const words = withoutLiterals(xpath)
  if (words === undefined) return 'is cut off inside a text'
  if (occurrences(words, '[') !== occurrences(words, ']') || occurrences(words, '(') !== occurrences(words, ')'))
    return 'has brackets without their counterpart'
  const unknown = [...words.matchAll(/([A-Za-z_][\w.:-]*)\s*\(/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => !known.has(name.toLowerCase()))
  return unknown.length === 0
    ? undefined
    : `uses ${[...new Set(unknown)].join(', ')}, which is no function of its language`
}

/** undefined: a quote is never closed. */
function withoutLiterals(xpath: string): string | undefined {
  const words = xpath.replace(/"[^"]*"|'[^']*'/g, '""')
  return /["']/.test(words.replaceAll('""', '')) ? undefined : words
}

function occurrences(text: string, character: string): number {
  return text.split(character).length - 1
}
