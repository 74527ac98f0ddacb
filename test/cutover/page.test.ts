import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderCutoverHtml } from '../../reports/cutover/html.js'
import { wordsOf } from '../../reports/words.js'
import { loadHtmlTemplates, loadWords } from '../../src/cli/resources.js'
import { keptScratch } from '../support/cli.js'
import { openPlan, planDemo } from './harness.js'

const folder = keptScratch()
let plan = ''

beforeAll(async () => {
  plan = await planDemo(folder.path)
})

afterAll(() => folder.remove())

describe('the page of a plan', () => {
  it('shows every wave, scenario, stage and gate, and the calendar', () => {
    const html = readFileSync(join(plan, 'index.html'), 'utf8')
    const { waves, scenarios } = openPlan(plan).plan

    for (const { number } of waves) expect(html).toContain(`<section id="wave-${number}"`)
    for (const { folder: name } of scenarios) expect(html).toContain(`href="${name}/README.md"`)
    expect(html.match(/<tr><th scope="row">/g)).toHaveLength(scenarios.length * 6)
    expect(html.match(/<rect /g)).toHaveLength(waves.length * 6 * 2)
    for (const { id, stages } of scenarios)
      for (const { name, steps } of stages)
        expect(html.includes(`mim2entra verify . --scenario ${id} --stage ${name}<`)).toBe(steps.length > 0)
  })

  it('loads nothing, runs nothing, and allows its own style alone', () => {
    const html = readFileSync(join(plan, 'index.html'), 'utf8')
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')

    expect(html).toContain(
      `default-src &#x27;none&#x27;; style-src &#x27;sha256-${hash.replaceAll('=', '&#x3D;')}&#x27;`,
    )
    expect(html).not.toMatch(/<script|<link|<img|src=|style="/)
  })

  it('keeps what strangers called their systems as text', async () => {
    const name = '<img src=x onerror=alert(1)>"\'{{title}} $(x) \u202e'
    const stage = {
      name,
      days: '',
      population: [name],
      minutes: '',
      steps: 1,
      byHand: 0,
      command: name,
      questions: [name],
    }
    const scenario = { title: name, href: 'x', verdict: name, after: name, stages: [stage] }
    const html = renderCutoverHtml(
      { title: name, intro: name, waves: [{ number: 1, stages: [], scenarios: [scenario] }] },
      await loadHtmlTemplates(),
      wordsOf(await loadWords('de')),
    )

    expect(html).not.toContain('<img')
    expect(html).toContain('Welle 1')
    expect(html).toContain('Die Bewertung enthält für diese Szenarien keinen Kalender.')
  })
})
