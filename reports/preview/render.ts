import { createHash } from 'node:crypto'
import Handlebars from 'handlebars'
import type { ObjectPreview } from '../../src/model/index.js'
import type { HtmlTemplates } from '../html/render.js'
import type { Words } from '../words.js'
import { previewView } from './view.js'

/**
 * What a synchronization does to objects as one page: it opens from disk, has no script, and its policy allows its own
 * style and nothing else. All texts are escaped by the template engine. `leftOut`: objects that are not on the page.
 */
export function renderPreview(
  previews: readonly ObjectPreview[],
  leftOut: number,
  templates: HtmlTemplates,
  words: Words,
): string {
  const engine = Handlebars.create()
  const style = required(templates, 'style')
  engine.registerPartial('preview-table', required(templates, 'preview-table'))
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style, 'utf8').digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const render = engine.compile(required(templates, 'preview'), { strict: true, knownHelpersOnly: true })
  return render({ ...previewView(previews, leftOut, words), policy, style: new Handlebars.SafeString(style) })
}

function required(templates: HtmlTemplates, name: string): string {
  const source = templates[name]
  if (source === undefined) throw new Error(`The HTML template "${name}" is missing from templates/html.`)
  return source
}
