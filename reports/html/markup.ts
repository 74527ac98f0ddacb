import type { Provenance } from '../../src/model/index.js'
import type { Cell, Column, Row } from '../model.js'
import { longestCell } from './limits.js'
import { type Links, placesOf, reachable } from './links.js'

/**
 * Markup of what a report has by the ten thousand: rows and steps. Templates hold everything that is written once a page or
 * a scenario; going through a template for each cell would take most of the time of a report.
 */

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it may stand in an element or in a quoted attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
}

export function placesMarkup(at: readonly Provenance[], most: number, links: Links, all = at.length): string {
  const { shown, more } = placesOf(at, most, links, all)
  const places = shown.map(
    ({ place, title, href }) =>
      `<a href="${href}"${title === '' ? '' : ` title="${escaped(title)}"`}>${escaped(place)}</a>`,
  )
  if (more > 0) places.push(escaped(links.words('html.more', { count: more })))
  return places.join(' ')
}

export interface RowOptions {
  readonly columns: readonly Column[]
  /** Positions of the columns shown. */
  readonly shown: readonly number[]
  readonly hasWhere: boolean
  /** Anchor of the row, '' for none. */
  readonly id: string
}

export function rowMarkup(row: Row, options: RowOptions, links: Links): string {
  const cells = options.shown.map((index) => cellMarkup(row.cells[index] ?? '', options.columns[index], links))
  const where = options.hasWhere ? `<td class="w">${placesMarkup(row.at, 1, links)}</td>` : ''
  return `<tr data-row${options.id === '' ? '' : ` id="${escaped(options.id)}"`}>${cells.join('')}${where}</tr>\n`
}

const classes: Readonly<Partial<Record<Column['kind'], string>>> = { number: ' class="n"', code: ' class="c"' }

function cellMarkup(cell: Cell, column: Column | undefined, links: Links): string {
  const shown = typeof cell === 'string' && cell.length > longestCell ? shortened(cell, links) : cell
  return `<td${classes[column?.kind ?? 'text'] ?? ''}>${cellText(shown, links)}</td>`
}

/** Sixty sources of one attribute fill pages; the workbook has them whole. */
function shortened(text: string, { words }: Links): string {
  return words('html.shortened', { beginning: text.slice(0, longestCell), length: text.length })
}

function cellText(cell: Cell, links: Links): string {
  if (typeof cell === 'number') return links.words.number(cell)
  if (typeof cell === 'string') return escaped(cell)
  if (!reachable(cell.href, links)) return escaped(cell.text)
  return linkMarkup(cell.href, cell.text)
}

export function linkMarkup(href: string, text: string): string {
  const outside = href.startsWith('https://') ? ' rel="noreferrer"' : ''
  return `<a href="${escaped(href)}"${outside}>${escaped(text)}</a>`
}
