import { createHash } from 'node:crypto'
import Handlebars from 'handlebars'
import type { TemplateParams } from '../../src/model/index.js'
import { type GanttWave, layoutGantt } from '../html/gantt.js'
import type { HtmlTemplates } from '../html/render.js'
import type { Words } from '../words.js'

/** What the page of a cutover plan shows; the texts are worded already. */
export interface CutoverPage {
  readonly title: string
  readonly intro: string
  readonly waves: readonly (GanttWave & {
    readonly scenarios: readonly {
      readonly title: string
      readonly href: string
      readonly verdict: string
      readonly after: string
      readonly stages: readonly {
        readonly name: string
        readonly days: string
        readonly population: readonly string[]
        readonly minutes: string
        readonly steps: number
        readonly byHand: number
        readonly command: string
        readonly questions: readonly string[]
      }[]
    }[]
  })[]
}

/**
 * `index.html` of a plan: one file that opens from disk, without any script, and asks no network for anything. All texts
 * are escaped by the template engine; the only raw part is the product's own style, which the policy names by hash.
 *
 * @param templates `cutover`, `gantt` and `style` must be there
 */
export function renderCutoverHtml(page: CutoverPage, templates: HtmlTemplates, words: Words): string {
  const engine = Handlebars.create()
  engine.registerPartial('gantt', required(templates, 'gantt'))
  engine.registerHelper('t', (key: string, options: Handlebars.HelperOptions) =>
    words(key, options.hash as TemplateParams),
  )
  const style = required(templates, 'style')
  const hash = createHash('sha256').update(style, 'utf8').digest('base64')
  const render = engine.compile(required(templates, 'cutover'), {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: { t: true },
  })
  const drawn = page.waves.filter(({ stages }) => stages.length > 0)
  return render({
    ...page,
    language: words.language,
    policy: `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    style: new Handlebars.SafeString(style),
    gantt: layoutGantt(drawn, words),
    waves: page.waves.map((wave) => ({
      ...wave,
      id: `wave-${wave.number}`,
      title: words('html.wave', { number: wave.number }),
    })),
  })
}

function required(templates: HtmlTemplates, name: string): string {
  const source = templates[name]
  if (source === undefined) throw new Error(`The HTML template "${name}" is missing from templates/html.`)
  return source
}
