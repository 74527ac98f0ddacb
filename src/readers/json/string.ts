/** Everything but the quote, the backslash and what comes before the blank. */
const plain = /[ !#-[\]-\uffff]*/y

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

export type StringRead =
  | { readonly value: string; readonly end: number }
  /** `at`: where the fault lies; the end of the text when the string is cut off. */
  | { readonly problem: string; readonly at: number }

/** Reads the JSON string whose opening quote stands at `start`. */
export function readJsonString(text: string, start: number): StringRead {
  let at = start + 1
  let value = ''
  for (;;) {
    plain.lastIndex = at
    const run = plain.exec(text)?.[0] ?? ''
    value += run
    at += run.length
    const next = text[at]
    if (next === undefined) return { problem: 'a text is not closed', at }
    if (next === '"') return { value, end: at + 1 }
    if (next !== '\\') return { problem: 'a text holds a line end or control character', at }
    const escaped = readEscape(text, at)
    if (escaped === undefined)
      return { problem: 'a text holds an escape JSON does not have', at: escapeFault(text, at) }
    value += escaped.value
    at = escaped.end
  }
}

function readEscape(text: string, at: number): { readonly value: string; readonly end: number } | undefined {
  const letter = text[at + 1] ?? ''
  if (letter !== 'u') {
    const value = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined
    return value === undefined ? undefined : { value, end: at + 2 }
  }
  const digits = text.slice(at + 2, at + 6)
  if (!/^[0-9a-fA-F]{4}$/.test(digits)) return undefined
  return { value: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 6 }
}

/** An escape that is cut by the end of the file is a cut file, not a wrong escape. */
function escapeFault(text: string, at: number): number {
  return /^\\(?:u[0-9a-fA-F]{0,3})?$/.test(text.slice(at, at + 7)) ? text.length : at
}
