/** One statement of Visual Basic: a logical line without comment, with the physical line it begins on. */
export interface VbStatement {
  readonly line: number
  /** White space collapsed outside of strings; strings as written. */
  readonly text: string
}

/** Splits source into statements: comments go, `_` joins lines, `:` parts statements, strings are kept whole. */
export function vbStatements(source: string): readonly VbStatement[] {
  const statements: VbStatement[] = []
  let text = ''
  let first = 0
  for (const [index, raw] of source.split('\n').entries()) {
    const { code, pieces } = splitLine(raw)
    if (text === '') first = index + 1
    const continues = /(?:^|\s)_\s*$/.test(code)
    const last = pieces.at(-1) ?? ''
    const done = pieces.slice(0, -1)
    for (const piece of done) {
      text += piece
      push(statements, first, text)
      text = ''
      first = index + 1
    }
    text += continues ? last.replace(/_\s*$/, ' ') : last
    if (continues || /[,({&+=]\s*$/.test(text)) {
      text += ' '
      continue
    }
    push(statements, first, text)
    text = ''
  }
  push(statements, first, text)
  return statements
}

function push(statements: VbStatement[], line: number, text: string): void {
  const collapsed = text.trim().replace(/("(?:[^"]|"")*"?)|\s+/g, (_, literal: string | undefined) => literal ?? ' ')
  if (collapsed !== '') statements.push({ line, text: collapsed })
}

/** The code of a physical line, cut at the colons between statements. */
function splitLine(raw: string): { code: string; pieces: readonly string[] } {
  const pieces: string[] = []
  let piece = ''
  let code = ''
  let inString = false
  for (let at = 0; at < raw.length; at++) {
    const character = raw[at] ?? ''
    if (character === '"') inString = !inString
    if (!inString && (character === "'" || character === '\u2018' || character === '\u2019')) break
    if (!inString && /^REM\s/i.test(raw.slice(at)) && /^\s*$/.test(piece)) break
    code += character
    if (!inString && character === ':' && raw[at + 1] !== '=') {
      pieces.push(piece)
      piece = ''
    } else piece += character
  }
  return { code, pieces: [...pieces, piece] }
}

/** Text of a Visual Basic string literal. */
export function vbText(literal: string): string {
  return literal.replace(/^"|"$/g, '').replaceAll('""', '"')
}
