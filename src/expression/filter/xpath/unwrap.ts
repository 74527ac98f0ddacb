/** The `<Filter Dialect="…">` element around an XPath text, when a caller hands it over with the text. */

const WRAPPER = /^\s*<(?:[\w-]+:)?Filter\b[^>]*>([\s\S]*?)<\/(?:[\w-]+:)?Filter>\s*$/
const ESCAPED_WRAPPER = /^\s*&lt;(?:[\w-]+:)?Filter\b/

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The XPath text itself; `wrapped` tells whether there was anything around it. */
export function unwrapFilter(text: string): { readonly xpath: string; readonly wrapped: boolean } {
  const outer = ESCAPED_WRAPPER.test(text) ? unescapeXml(text) : text
  const inner = WRAPPER.exec(outer)?.[1]
  return inner === undefined ? { xpath: text, wrapped: false } : { xpath: unescapeXml(inner).trim(), wrapped: true }
}

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g, (whole, ...groups: unknown[]) => {
    const [decimal, hexadecimal, name] = groups
    if (typeof name === 'string') return ENTITIES[name] ?? whole
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
