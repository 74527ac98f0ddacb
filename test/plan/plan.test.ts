import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyzers } from '../../analyzers/index.js'
import { assess } from '../../src/plan/assess.js'
import { type Assessment, heldAfter, messageText, planMessages } from '../../src/plan/assessment.js'
import { contentHash } from '../../src/plan/canonical.js'
import { predecessorsOf } from '../../src/plan/waves/order.js'
import { openEstate } from '../../src/readers/open.js'

const corpus = process.env.MIM2ENTRA_CORPUS ?? ''
const samples = [
  ['demo', join('demo', 'estate')],
  ...[
    'mim-sync-server-export/1-contoso-pilot',
    'mim-sync-server-export/2-mimdsc-litware',
    'aadc-server-config/1-contoso-production',
    'mim-service-export/1-mim-sp1-base-4.4.1459.0',
  ].map((name) => [name, join(corpus, name)] as const),
].filter(([name, path]) => name === 'demo' || (corpus !== '' && existsSync(path ?? ''))) as [string, string][]

async function planOf(path: string): Promise<{ readonly plan: Assessment; readonly again: Assessment }> {
  const estate = await openEstate([path])
  const run = () => assess(estate, { asOf: '2026-11-21', analyzers })
  return { plan: run(), again: run() }
}

describe.each(samples)(
  `the plan of %s${corpus === '' ? ' (others skipped: MIM2ENTRA_CORPUS is not set)' : ''}`,
  (_, path) => {
    const made = planOf(path)

    it('is the same every time', async () => {
      const { plan, again } = await made

      expect(contentHash(again)).toBe(contentHash(plan))
    })

    it('holds every scenario found, once, after all it needs', async () => {
      const { plan } = await made
      const placed = plan.waves.flatMap((wave) => wave.scenarios.map((item) => ({ ...item, wave: wave.number })))
      const found = plan.scenarios.filter((result) => result.cases.some((item) => item.detection.level !== 'trace'))

      expect(placed.map((item) => item.scenario).sort()).toEqual(found.map((result) => result.meta.id).sort())
      for (const item of placed)
        for (const other of placed)
          if (predecessorsOf(item.scenario).has(other.scenario)) expect(item.wave).toBeGreaterThan(other.wave)
    })

    it('adds up: formula to effort, waves to total', async () => {
      const { plan } = await made
      const shares = plan.effort.scenarios.flatMap((item) => item.shares)
      const sum = shares.reduce((days, share) => days + share.high, 0)

      for (const { design } of plan.scenarios.flatMap((result) => result.cases)) {
        const high = design.effort.formula.reduce((days, line) => days + line.high, 0)
        expect(design.effort.highDays).toBeCloseTo(Math.ceil(high * 2 - 1e-6) / 2)
      }
      expect(plan.effort.highDays).toBeCloseTo(Math.ceil(sum * 2 - 1e-6) / 2)
      expect(plan.waves.flatMap((wave) => wave.scenarios.map((item) => item.scenario))).toEqual(
        expect.arrayContaining(plan.effort.scenarios.map((item) => item.scenario)),
      )
    })

    it('gives each attribute one writer before and one after, unless it says so', async () => {
      const { authority } = (await made).plan
      const places = new Map<string, Set<string>>()
      for (const row of authority.rows.filter((item) => item.stage === 'cutover')) {
        const key = [row.system, row.objectType, row.attribute].join('\n')
        places.set(key, (places.get(key) ?? new Set()).add(row.after?.key ?? ''))
      }
      const told = authority.conflicts.flatMap((item) =>
        item.attributes.map((name) => [item.system, item.objectType, name].join('\n')),
      )

      for (const [key, writers] of places) if (writers.size > 1) expect(told).toContain(key)
    })

    it('never takes back what it proved free, and explains what stays', async () => {
      const { plan } = await made
      const { residual } = plan
      const held = residual.waves.map((count) => heldAfter(residual, count.wave).length)
      const last = residual.waves.at(-1)?.wave ?? 0

      expect([...held].sort((a, b) => b - a)).toEqual(held)
      for (const item of heldAfter(residual, last)) {
        expect(item.freeAfter, item.name).toBeUndefined()
        expect(
          item.proof.some((line) => line.wave === undefined),
          item.name,
        ).toBe(true)
      }
      for (const line of residual.objects.flatMap((item) => item.proof))
        if (line.wave !== undefined) expect(line.by).toBeDefined()
    })

    it('says everything in words that are all there', async () => {
      const { plan } = await made
      const texts = [
        ...plan.authority.conflicts.map((item) => item.text),
        ...plan.authority.gaps.map((item) => item.text),
        ...plan.authority.traps.map((item) => item.text),
        ...plan.authority.contradictions,
        ...plan.residual.objects.flatMap((item) => item.proof.map((line) => line.text)),
        ...plan.waves.flatMap((wave) => [...wave.blockers, ...wave.forecast.map((line) => line.text)]),
      ]

      for (const text of texts) {
        expect(planMessages).toHaveProperty(text.id)
        expect(messageText(planMessages, text), text.id).not.toMatch(/\{\w+[}|]/)
      }
    })
  },
)

describe('what stays of the demo company', () => {
  it('is explained by a scenario, but for what no scenario knows', async () => {
    const { plan } = await planOf(join('demo', 'estate'))
    const last = plan.waves.at(-1)?.number ?? 0
    const unexplained = heldAfter(plan.residual, last).flatMap((item) =>
      item.proof.filter((line) => line.wave === undefined && line.by === undefined).map(() => item.name),
    )

    expect([...new Set(unexplained)]).toEqual([])
  })
})
