import { createHash } from 'node:crypto'
import Handlebars from 'handlebars'
import type { TemplateParams } from '../../src/model/index.js'
import { type Brand, plainBrand } from '../brand.js'
import type { Report } from '../model.js'
import { occurrences, reconcile } from '../reconcile.js'
import type { Words } from '../words.js'
import { withoutTurns } from '../xml-text.js'
import type { TableView } from './table-view.js'
import { htmlView } from './view.js'

/** Template texts by file name without ending; `report`, `style` and `script` must be there, the rest are partials. */
export type HtmlTemplates = Readonly<Record<string, string>>

/**
 * `index.html`: one file that opens from disk, asks no network for anything and runs one script that its policy names by
 * hash. All texts are escaped by the template engine or by `markup.ts`; the only raw parts are the product's own style and
 * script, or those a consultancy put in their place.
 *
 * @throws Error when a template does not fit, or when rows are missing
 */
export function renderHtml(report: Report, templates: HtmlTemplates, words: Words, brand: Brand = plainBrand): string {
  const engine = Handlebars.create()
  for (const [name, source] of Object.entries(templates)) engine.registerPartial(name, source)
  engine.registerHelper('t', (key: string, options: Handlebars.HelperOptions) =>
    words(key, options.hash as TemplateParams),
  )
  engine.registerHelper('raw', (markup: string) => new Handlebars.SafeString(markup))
  const style = `${required(templates, 'style')}${brandStyle(brand)}`
  const script = required(templates, 'script')
  const policy = [
    "default-src 'none'",
    `style-src '${sha256(style)}'`,
    `script-src '${sha256(script)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const render = engine.compile(required(templates, 'report'), {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: { t: true, raw: true },
  })
  const view = htmlView(report, words, brand)
  const html = withoutTurns(
    render({
      ...view,
      policy,
      style: new Handlebars.SafeString(style),
      script: new Handlebars.SafeString(script),
    }),
  )
  check(report, view, html)
  return html
}

/** Every row of the report is on the page, in another form there, or said to be left out. */
function check(report: Report, view: ReturnType<typeof htmlView>, html: string): void {
  const mappings = view.scenarios.flatMap((scenario) => scenario.mappings)
  const tables: TableView[] = [...view.chapters.flatMap((chapter) => chapter.tables), ...view.sourceTables, ...mappings]
  const sum = (of: (table: TableView) => number) => tables.reduce((total, table) => total + of(table), 0)
  reconcile(
    'HTML',
    'the report',
    sum((table) => table.rowsShown),
    occurrences(html, '<tr data-row'),
  )
  const elsewhere = report.tables.find((table) => table.id === 'flow-matrix')?.rows.length ?? 0
  const inTables = report.tables.reduce((total, table) => total + table.rows.length, 0) - elsewhere
  const sources = view.sourceTables.reduce((total, table) => total + table.rowsShown + table.rowsLeftOut, 0)
  reconcile(
    'HTML',
    'the chapters',
    inTables + sources,
    sum((table) => table.rowsShown + table.rowsLeftOut),
  )
  reconcile('HTML', 'the lineage', report.lineage.length, occurrences(html, '<details class="lin"'))
}

function brandStyle(brand: Brand): string {
  const { accent, accentDark } = brand.colours
  const plain = accent === plainBrand.colours.accent && accentDark === plainBrand.colours.accentDark
  const colours = plain
    ? ''
    : `\n:root { --accent: ${accent}; }\n@media (prefers-color-scheme: dark) { :root { --accent: ${accentDark}; } }\n@media print { :root { --accent: ${accent}; } }`
  return `${colours}${brand.font === '' ? '' : `\nbody { font-family: "${brand.font}", system-ui, sans-serif; }`}`
}

function required(templates: HtmlTemplates, name: string): string {
  const source = templates[name]
  if (source === undefined) throw new Error(`The HTML template "${name}" is missing from templates/html.`)
  return source
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`
}
