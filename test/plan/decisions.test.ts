import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Analyzer } from '../../analyzers/analyzer.js'
import { analyzers } from '../../analyzers/index.js'
import type { Decision } from '../../src/model/index.js'
import { assess } from '../../src/plan/assess.js'
import { readAssessmentFile } from '../../src/plan/assessment-file.js'
import { openEstate } from '../../src/readers/open.js'
import { cli, scratch } from '../support/cli.js'

const estate = await openEstate([join('demo', 'estate')])

/** `<scenario> <subject>` → choices its design asked about, in the last run. */
const asked = new Map<string, Set<string>>()
const listening = analyzers.map(
  (analyzer): Analyzer => ({
    ...analyzer,
    map: (found, given, decided) => {
      const names = new Set<string>()
      asked.set(`${found.scenario} ${found.subject}`, names)
      return analyzer.map(found, given, (choice, subject) => {
        names.add(choice)
        return decided?.(choice, subject)
      })
    },
  }),
)
const run = (decisions: readonly Decision[] = []) =>
  assess(estate, { asOf: '2026-11-21', analyzers: listening, decisions })
const proposed = run()
const choices = proposed.scenarios.flatMap(({ meta, cases }) =>
  cases.flatMap(({ detection, design }) =>
    design.choices.map((choice) => ({ scenario: meta.id, subject: detection.subject, choice })),
  ),
)

describe('a decision over the demo company', () => {
  it('has something to decide', () => {
    expect(choices.length).toBeGreaterThan(0)
  })

  it.each(
    choices.flatMap((item) => {
      const other = item.choice.options.find((option) => option.id !== item.choice.proposed)
      return other === undefined ? [] : [[item.choice.id, item.subject, other.id, item] as const]
    }),
  )('%s of "%s" as %s changes only designs that ask about it', (id, subject, take, { scenario }) => {
    const at = { file: 'decisions.json', path: '', line: 1 }
    const decided = run([{ kind: 'choice', choice: id, subject, take, why: '', by: '', at }])

    for (const [index, result] of decided.scenarios.entries()) {
      for (const [place, item] of result.cases.entries()) {
        const named = `${result.meta.id} ${item.detection.subject}`
        if (named === `${scenario} ${subject}`)
          expect(item.design.choices.find((choice) => choice.id === id)).toMatchObject({ taken: take })
        else if (asked.get(named)?.has(id) !== true) expect(item).toEqual(proposed.scenarios[index]?.cases[place])
      }
    }
    for (const table of decided.mappings) {
      const before = proposed.mappings.find((item) => item.id === table.id)
      if (before !== undefined) expect(table).toEqual(before)
    }
  })
})

describe('assess --decisions --effort', () => {
  const first = choices[0]
  const other = first?.choice.options.find((option) => option.id !== first.choice.proposed)

  async function assessWith(decisions: string, effort?: string) {
    const folder = scratch()
    const out = join(folder, 'report')
    writeFileSync(join(folder, 'decisions'), decisions)
    if (effort !== undefined) writeFileSync(join(folder, 'effort.json'), effort)
    const demo = join(process.cwd(), 'demo', 'estate')
    const args = ['assess', demo, '--out', out, '--decisions', 'decisions']
    const result = await cli(effort === undefined ? args : [...args, '--effort', 'effort.json'], folder)
    return { result, out }
  }

  it('shows the override beside the proposal, in the file that later commands read', async () => {
    const yaml = `decisions:\n  - choice: ${first?.choice.id}\n    subject: ${first?.subject}\n    take: ${other?.id}\n    why: agreed\n    by: Kern\n`
    const { result, out } = await assessWith(yaml, '{"base":{"S":{"low":100,"high":200}}}')
    const file = readAssessmentFile(readFileSync(join(out, 'assessment.json'), 'utf8'))

    expect(result.code).toBe(0)
    expect(file.assessment.decisions).toMatchObject([{ why: 'agreed', by: 'Kern', at: { file: 'decisions', line: 2 } }])
    expect(
      file.assessment.scenarios.flatMap((item) =>
        item.cases.flatMap((one) => one.design.choices.filter((choice) => choice.taken !== choice.proposed)),
      ),
    ).toHaveLength(1)
    expect(file.assessment.effort.calibrated).toEqual(['S'])
    expect(file.assessment.effort.lowDays).toBeGreaterThan(proposed.effort.lowDays)
  })

  it.each([
    ['no decisions', '{"decisions":', undefined, /decisions cannot be read: .*line 1/],
    [
      'an unknown scenario',
      '{"decisions":[\n{"skip":"hr-onperm"}]}',
      undefined,
      /decisions, line 2: there is no scenario/,
    ],
    [
      'an unknown choice',
      '{"decisions":[\n{"choice":"sspr.x","take":"y"}]}',
      undefined,
      /decisions, line 2: nothing asks/,
    ],
    [
      'an unknown rate',
      '{"decisions":[]}',
      '{"rates":{\n"tea":{"low":1,"high":2}}}',
      /effort.json, line 2: there is no rate "tea"/,
    ],
  ])('stops at %s and writes nothing', async (_, decisions, effort, message) => {
    const { result, out } = await assessWith(decisions, effort)

    expect(result.code).toBe(2)
    expect(result.err).toMatch(message)
    expect(existsSync(out)).toBe(false)
  })

  it('stops at a file that is not there', async () => {
    const result = await cli(['assess', 'demo/estate', '--out', join(scratch(), 'r'), '--effort', 'none.json'])

    expect(result).toMatchObject({ code: 2, err: expect.stringContaining('none.json is not there') })
  })
})
