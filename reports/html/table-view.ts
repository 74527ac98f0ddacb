import type { Report, ReportTable, Row } from '../model.js'
import { mostMappings, mostRowsOf, openRows } from './limits.js'
import type { Links } from './links.js'
import { rowMarkup } from './markup.js'

export interface TableView {
  readonly id: string
  readonly title: string
  readonly lead: string
  readonly whenEmpty: string
  readonly empty: boolean
  readonly open: boolean
  readonly count: string
  /** Says how many rows are left out and where they are, '' when all are here. */
  readonly capped: string
  readonly columns: readonly { readonly title: string; readonly numeric: boolean }[]
  readonly hasWhere: boolean
  /** Markup. */
  readonly rows: string
  readonly rowsShown: number
  readonly rowsLeftOut: number
}

interface TableOptions {
  /** Keys of columns that the place of the table says already. */
  readonly hidden?: readonly string[]
  /** Anchor of a row, '' for rows that nothing links to. */
  readonly idOf?: (row: Row, index: number) => string
  readonly most?: number
}

export function tableView(table: ReportTable, links: Links, options: TableOptions = {}): TableView {
  const { words } = links
  const { hidden = [], idOf = (row, index) => anchorOf(row, index, table) } = options
  const shown = table.columns.flatMap((column, index) => (hidden.includes(column.key) ? [] : [index]))
  const hasWhere = table.rows.some((row) => row.at.length > 0)
  const rows = table.rows.slice(0, options.most ?? mostRowsOf(table.id))
  const leftOut = table.rows.length - rows.length
  return {
    id: table.id,
    title: table.title,
    lead: table.lead,
    whenEmpty: table.whenEmpty,
    empty: table.rows.length === 0,
    open: table.rows.length <= openRows,
    count: words.number(table.rows.length),
    capped:
      leftOut === 0
        ? ''
        : words('html.capped', { shown: rows.length, all: table.rows.length, left: leftOut, sheet: table.sheet }),
    columns: shown.map((index) => ({
      title: table.columns[index]?.title ?? '',
      numeric: table.columns[index]?.kind === 'number',
    })),
    hasWhere,
    rows: rows
      .map((row, index) => rowMarkup(row, { columns: table.columns, shown, hasWhere, id: idOf(row, index) }, links))
      .join(''),
    rowsShown: rows.length,
    rowsLeftOut: leftOut,
  }
}

function anchorOf(row: Row, index: number, table: ReportTable): string {
  if (table.id === 'files') return `f${index + 1}`
  return row.id.startsWith(`${table.id}-`) ? '' : row.id
}

/** The jobs of one scenario, each a table; those beyond the limit of a page are named with their shares. */
export function mappingTableViews(
  views: Report['mappings'],
  all: ReportTable | undefined,
  links: Links,
): readonly TableView[] {
  if (all === undefined) return []
  const rows = new Map(all.rows.map((row) => [row.id, row]))
  const left = new Map<string, number>()
  return views.map((view) => {
    const room = left.get(view.scenario) ?? mostMappings
    const shown = tableView(
      {
        ...all,
        id: view.anchor,
        title: view.title,
        lead: sharesText(view.shares, links),
        rows: view.lines.flatMap((line) => rows.get(line.anchor) ?? []),
      },
      links,
      { hidden: ['job', 'scenario'], idOf: (row) => row.id, most: room },
    )
    left.set(view.scenario, room - shown.rowsShown)
    return shown
  })
}

function sharesText(shares: Report['headline']['mappings'], { words }: Links): string {
  return (['exact', 'conditional', 'approximate', 'impossible'] as const)
    .filter((result) => shares[result] > 0)
    .map((result) => `${words.number(shares[result])} ${words.term('result', result)}`)
    .join(' · ')
}
