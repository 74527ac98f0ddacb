import { createHash } from 'node:crypto'
import Handlebars from 'handlebars'
import type { TemplateParams } from '../../src/model/index.js'
import type { HtmlTemplates } from '../html/render.js'
import { occurrences, reconcile } from '../reconcile.js'
import { whereText } from '../table.js'
import type { Words } from '../words.js'
import { exportLine, valueTitles } from './markdown.js'
import type { ConsequenceText, DiffReport, DiffRow } from './model.js'
import { allRows } from './table.js'

/**
 * `diff.html`: one file that opens from disk, without any script, and asks no network for anything. All texts are escaped
 * by the template engine; the only raw part is the product's own style, which the policy names by hash.
 *
 * @param templates `diff`, `diff-row`, `style` and `diff-style` must be there
 */
export function renderDiffHtml(report: DiffReport, templates: HtmlTemplates, words: Words): string {
  const engine = Handlebars.create()
  for (const name of ['diff', 'diff-row']) engine.registerPartial(name, required(templates, name))
  engine.registerHelper('t', (key: string, options: Handlebars.HelperOptions) =>
    words(key, options.hash as TemplateParams),
  )
  const style = `${required(templates, 'style')}${required(templates, 'diff-style')}`
  const hash = createHash('sha256').update(style, 'utf8').digest('base64')
  const render = engine.compile(required(templates, 'diff'), {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: { t: true },
  })
  const titles = valueTitles(report, words)
  const section = (id: string, title: string, rows: readonly DiffRow[]): object => ({
    id,
    title,
    count: rows.length,
    titles,
    rows: rows.map((row) => rowView(row, titles, words)),
  })
  const html = render({
    language: report.language,
    title: report.title,
    product: report.product,
    policy: `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    style: new Handlebars.SafeString(style),
    exports: report.exports.map((one) => exportLine(one, words)),
    summary: report.summary,
    isSame: report.counts.customer + report.counts.product === 0,
    sections: [
      ...report.areas.map((area) => section(area.id, area.title, area.rows)),
      ...(report.drift.length === 0 ? [] : [section('drift', words('diff.drift'), report.drift)]),
    ],
    unexplained: report.unexplained.map((one) => consequenceView(one, words)),
    notes: report.notes,
  })
  reconcile('HTML', report.title, allRows(report, '').length, occurrences(html, '<tr data-row'))
  return html
}

function rowView(row: DiffRow, titles: readonly string[], words: Words): object {
  return {
    id: row.id,
    change: row.change,
    changeText: row.changeText,
    kind: row.kind,
    name: row.name,
    about: row.about === row.kind ? '' : row.about,
    where: row.where.join(' › '),
    values: row.values.map((value, index) => ({ ...value, title: titles[index] ?? '' })),
    consequences: row.consequences.map((one) => consequenceView(one, words)),
    places: row.at.slice(-1).map(whereText),
    span: row.values.length + 3,
  }
}

function consequenceView({ text, names, more }: ConsequenceText, words: Words): object {
  return { text, names: names.join(', '), more: more === 0 ? '' : words('diff.more', { count: more }) }
}

function required(templates: HtmlTemplates, name: string): string {
  const source = templates[name]
  if (source === undefined) throw new Error(`The HTML template "${name}" is missing from templates/html.`)
  return source
}
