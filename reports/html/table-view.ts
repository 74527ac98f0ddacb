import type { Report, ReportTable, Row } from '../model.js'
import type { Links } from './links.js'
import { rowMarkup } from './markup.js'

/** Tables longer than this start closed, so that the page is quick to first view. */
const OPEN_ROWS = 60
/** Rows a table of the page shows at most; the workbook has them all, and the page says so. */
const MOST_ROWS = 2500

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
}

export function tableView(table: ReportTable, links: Links, options: TableOptions = {}): TableView {
  const { words } = links
  const { hidden = [], idOf = (row, index) => anchorOf(row, index, table) } = options
  const shown = table.columns.flatMap((column, index) => (hidden.includes(column.key) ? [] : [index]))
  const hasWhere = table.rows.some((row) => row.at.length > 0)
  const rows = table.rows.slice(0, MOST_ROWS)
  const leftOut = table.rows.length - rows.length
  return {
    id: table.id,
    title: table.title,
    lead: table.lead,
    whenEmpty: table.whenEmpty,
    empty: table.rows.length === 0,
    open: table.rows.length <= OPEN_ROWS,
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

/** The lines of one job, as a table of their own. */
export function mappingTableView(view: Report['mappings'][number], all: ReportTable, links: Links): TableView {
  const anchors = new Set(view.lines.map((line) => line.anchor))
  const shares = (['exact', 'conditional', 'approximate', 'impossible'] as const)
    .filter((result) => view.shares[result] > 0)
    .map((result) => `${links.words.number(view.shares[result])} ${links.words.term('result', result)}`)
  const table: ReportTable = {
    ...all,
    id: view.anchor,
    title: view.title,
    lead: shares.join(' · '),
    rows: all.rows.filter((row) => anchors.has(row.id)),
  }
  return tableView(table, links, { hidden: ['job', 'scenario'], idOf: (row) => row.id })
}
