import type { DocumentPeek } from '../reader.js'

/**
 * Root `Results` with exported objects or changes below it. `Results` is a name others use as well, so the first element
 * inside decides; an export of nothing has none.
 */
export function isServiceExport(peek: DocumentPeek): boolean {
  if (peek.root?.local !== 'Results' || peek.root.namespace !== '') return false
  const opening = /<Results\b(?:[^>"']|"[^"]*"|'[^']*')*>/.exec(peek.head)
  if (opening === null) return false
  if (opening[0].endsWith('/>')) return true
  const inside = skipMisc(peek.head.slice(opening.index + opening[0].length))
  return inside === '' || /^<(?:(?:ExportObject|ImportObject)[\s/>]|\/Results[\s>])/.test(inside)
}

/** Without white space, comments and processing instructions at the beginning. */
function skipMisc(text: string): string {
  let rest = text.trimStart()
  for (;;) {
    const end = rest.startsWith('<!--') ? '-->' : rest.startsWith('<?') ? '?>' : undefined
    if (end === undefined) return rest
    const at = rest.indexOf(end)
    if (at === -1) return ''
    rest = rest.slice(at + end.length).trimStart()
  }
}
