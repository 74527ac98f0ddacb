import { parseXml, XmlProblem } from '../../../xml/index.js'
import type { ViewValue } from '../snapshot/view.js'

/** What a column holds, ready to stand inside a document; damaged XML is told apart, so that its neighbours survive. */
export type Fragment = { readonly kind: 'xml'; readonly text: string } | { readonly kind: 'damaged' }

/** `element` around whatever the column holds: that element itself, its content, several elements, or plain text. */
export function fragment(element: string, content: string): Fragment {
  const trimmed = content.replace(/^\uFEFF?\s*(?:<\?xml[^>]*\?>)?\s*/, '').trim()
  if (!trimmed.startsWith('<')) return { kind: 'xml', text: `<${element}>${escapeText(trimmed)}</${element}>` }
  const wrapped = `<${element}>${trimmed}</${element}>`
  try {
    const [only, ...more] = parseXml(wrapped).children
    return { kind: 'xml', text: only?.local === element && more.length === 0 ? trimmed : wrapped }
  } catch (problem) {
    if (problem instanceof XmlProblem) return { kind: 'damaged' }
    throw problem
  }
}

/** As the synchronization server writes dates: no zone, a space between date and time. */
export function exportDate(iso: string): string {
  return /^\d{4}-\d\d-\d\dT/.test(iso) ? iso.slice(0, 23).replace('T', ' ') : iso
}

/** The mask is a signed number in the database and hexadecimal in exports; text is taken for what an export has. */
export function exportMask(mask: ViewValue): string {
  return typeof mask === 'number' ? (mask >>> 0).toString(16) : String(mask ?? '')
}

export function braced(guid: string): string {
  return guid === '' ? '' : `{${guid.replace(/[{}]/g, '').toUpperCase()}}`
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
