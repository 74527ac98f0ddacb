const asciiStart = /[A-Za-z_:]/
const asciiPart = /[A-Za-z_:\d.-]/

const START = 1
const PART = 2

const asciiKind = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  return (asciiStart.test(character) ? START : 0) | (asciiPart.test(character) ? PART : 0)
})

// XML 1.0 (fifth edition) productions 4 and 4a, but for U+1680 and U+FEFF: the XML library takes both for white space
// and would split a name there. Surrogates stand for the supplementary planes; lone ones are refused elsewhere.
const wideStarts: readonly (readonly [number, number])[] = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x167f],
  [0x1681, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xdfff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfefe],
  [0xff00, 0xfffd],
]
const wideParts: readonly (readonly [number, number])[] = [
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
]

/** Index after the XML name that begins at `from`; `from` itself when there is none. */
export function endOfName(text: string, from: number): number {
  let at = from
  let wanted = START
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 128 ? ((asciiKind[code] ?? 0) & wanted) === 0 : !isWide(code, wanted)) break
    wanted = PART
  }
  return at
}

function isWide(code: number, wanted: number): boolean {
  return isWithin(code, wideStarts) || (wanted === PART && isWithin(code, wideParts))
}

function isWithin(code: number, ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last)
}

export interface QualifiedName {
  readonly name: string
  /** '' without a prefix. */
  readonly prefix: string
  readonly local: string
}

/** Splits at the first colon; a colon at either end belongs to the name. */
export function splitName(name: string): QualifiedName {
  const colon = name.indexOf(':')
  return colon <= 0 || colon === name.length - 1
    ? { name, prefix: '', local: name }
    : { name, prefix: name.slice(0, colon), local: name.slice(colon + 1) }
}

/** True for `xmlns` and `xmlns:prefix`. */
export function isNamespaceDeclaration(attribute: string): boolean {
  return attribute === 'xmlns' || attribute.startsWith('xmlns:')
}

/** Local part of a name, without the parts a full split would make. */
export function localOf(name: string): string {
  return name.includes(':') ? splitName(name).local : name
}
