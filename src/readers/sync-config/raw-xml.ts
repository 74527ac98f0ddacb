import type { XmlElement } from '../../xml/index.js'

/** The element as XML again, for what is kept without being understood. Names as written, text escaped. */
export function rawXml(element: XmlElement): string {
  const attributes = Object.entries(element.attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('')
  const content = `${escapeXml(element.text.trim())}${element.children.map(rawXml).join('')}`
  return content === ''
    ? `<${element.name}${attributes}/>`
    : `<${element.name}${attributes}>${content}</${element.name}>`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
