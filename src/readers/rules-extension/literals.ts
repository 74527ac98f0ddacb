import type { Node } from 'web-tree-sitter'
import { parts } from './csharp.js'

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  '\\': '\\',
  '"': '"',
  "'": "'",
}

/** Text a string literal of any of C#'s three kinds stands for. */
export function textOfLiteral(node: Node): string {
  if (node.type === 'verbatim_string_literal') return node.text.slice(2, -1).replaceAll('""', '"')
  if (node.type === 'raw_string_literal')
    return parts(node)
      .filter((part) => part.type === 'raw_string_content')
      .map((part) => part.text)
      .join('')
  return node.text.slice(1, -1).replace(/\\(?:u([\dA-Fa-f]{4})|x([\dA-Fa-f]{1,4})|(.))/g, (_, u, x, single) => {
    if (single !== undefined) return escapes[single] ?? single
    return String.fromCharCode(Number.parseInt(u ?? x, 16))
  })
}
