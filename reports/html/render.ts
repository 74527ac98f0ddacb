import { createHash } from 'node:crypto'
import Handlebars from 'handlebars'
import type { TemplateParams } from '../../src/model/index.js'
import type { Report } from '../model.js'
import { occurrences, reconcile } from '../reconcile.js'
import type { Words } from '../words.js'
import { htmlView } from './view.js'

/** Template texts by file name without ending; `report`, `style` and `script` must be there, the rest are partials. */
export type HtmlTemplates = Readonly<Record<string, string>>

/**
 * `index.html`: one file that opens from disk, asks no network for anything and runs one script that its policy names by
 * hash. All texts are escaped by the template engine; the only raw parts are the product's own style and script.
 */
export function renderHtml(report: Report, templates: HtmlTemplates, words: Words): string {
  const engine = Handlebars.create()
  for (const [name, source] of Object.entries(templates)) engine.registerPartial(name, source)
  engine.registerHelper('t', (key: string, options: Handlebars.HelperOptions) =>
    words(key, options.hash as TemplateParams),
  )
  const style = required(templates, 'style')
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
    knownHelpers: { t: true },
  })
  const view = htmlView(report, words)
  const html = render({
    ...view,
    policy,
    style: new Handlebars.SafeString(style),
    script: new Handlebars.SafeString(script),
  })
  const tables = [...view.chapters.flatMap((chapter) => chapter.tables), ...view.sourceTables]
  const expected = tables.reduce((sum, table) => sum + table.rows.length, 0)
  reconcile('HTML', 'the report', expected, occurrences(html, '<tr data-row'))
  return html
}

function required(templates: HtmlTemplates, name: string): string {
  const source = templates[name]
  if (source === undefined) throw new Error(`The HTML template "${name}" is missing from templates/html.`)
  return source
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`
}
