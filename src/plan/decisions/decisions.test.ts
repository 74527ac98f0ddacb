import { describe, expect, it } from 'vitest'
import type { Analyzer } from '../../../analyzers/analyzer.js'
import { choose, designOf, part } from '../../../analyzers/facts/design.js'
import { effort, finding } from '../../../analyzers/finding.js'
import { estate } from '../../../analyzers/testing/estate-builder.js'
import type { ChoiceDecision, Decision } from '../../model/index.js'
import { InputError } from '../../model/index.js'
import { assess } from '../assess.js'
import { decisionFor } from './decided.js'

/** Asks `<id>.target` of HR and of Payroll; whoever answers "cloud" is asked `<id>.licence`, too. */
function asking(id: string): Analyzer {
  const option = (name: string) => ({ id: name, text: finding('x'), betterWhen: finding('x') })
  return {
    meta: {
      id,
      number: 1,
      title: id,
      summary: '',
      group: 'field',
      guideRow: '',
      documentation: [],
      messages: {},
      visibleIn: [],
      asks: [],
    },
    detect: () =>
      ['HR', 'Payroll'].map((subject) => ({
        scenario: id,
        subject,
        subjectId: subject,
        evidence: [],
        confidence: 80,
        level: 'certain' as const,
        use: undefined,
      })),
    map: (found, _estate, decided) => {
      const because = { question: finding('x'), because: finding('x') }
      const target = choose(found, decided, {
        id: `${id}.target`,
        options: [option('ad'), option('cloud')],
        proposed: 'ad',
        ...because,
      })
      const licence = choose(found, decided, {
        id: `${id}.licence`,
        options: [option('p1'), option('p2')],
        proposed: 'p1',
        ...because,
      })
      return designOf(found, {
        parts: [part('', 'assisted')],
        target: finding(target.taken),
        licences: [],
        effort: effort('S'),
        choices: target.taken === 'cloud' ? [target, licence] : [target],
      })
    },
    stages: () => [],
  }
}

const analyzers = [asking('one'), asking('two'), { ...asking('absent'), detect: () => [] }]
const at = (line: number) => ({ file: 'd.json', path: '', line })

function answer(choice: string, take: string, subject?: string, line = 1): ChoiceDecision {
  return { kind: 'choice', choice, subject, take, why: 'w', by: 'b', at: at(line) }
}

const run = (...decisions: Decision[]) => assess(estate(), { asOf: '2026-11-21', analyzers, decisions })
const taken = (...decisions: Decision[]) =>
  Object.fromEntries(
    run(...decisions).scenarios.flatMap((result) =>
      result.cases.map(({ detection, design }) => [
        `${result.meta.id} ${detection.subject}`,
        design.choices.map((choice) => choice.taken).join(' '),
      ]),
    ),
  )

describe('decisions', () => {
  it('change the place they name and nothing else', () => {
    expect(taken(answer('one.target', 'cloud', 'hr'))).toEqual({
      'one HR': 'cloud p1',
      'one Payroll': 'ad',
      'two HR': 'ad',
      'two Payroll': 'ad',
    })
  })

  it('for one place go before those for all', () => {
    const given = [answer('one.target', 'cloud'), answer('one.target', 'ad', 'Payroll')]

    expect(taken(...given)).toMatchObject({ 'one HR': 'cloud p1', 'one Payroll': 'ad' })
    expect(decisionFor(given, 'one.target', 'Payroll')).toBe(given[1])
    expect(decisionFor(given, 'one.target', 'HR')).toBe(given[0])
    expect(decisionFor(given, 'two.target', 'HR')).toBeUndefined()
  })

  it('answer what another answer brings up', () => {
    expect(taken(answer('one.licence', 'p2', 'HR'), answer('one.target', 'cloud', 'HR'))).toMatchObject({
      'one HR': 'cloud p2',
    })
  })

  it('are kept, with why and by whom, beside what the criteria propose', () => {
    const assessment = run(answer('one.target', 'cloud', 'HR'))
    const choice = assessment.scenarios[0]?.cases.find((item) => item.detection.subject === 'HR')?.design.choices[0]

    expect(choice).toMatchObject({ proposed: 'ad', taken: 'cloud' })
    expect(assessment.decisions).toMatchObject([{ why: 'w', by: 'b', at: { file: 'd.json', line: 1 } }])
  })

  it.each<[string, Decision[], RegExp]>([
    [
      'an unknown scenario',
      [answer('none.target', 'ad', undefined, 7)],
      /^d\.json, line 7: there is no scenario "none"/,
    ],
    [
      'an answer given twice',
      [answer('one.target', 'cloud', undefined, 2), answer('one.target', 'cloud', undefined, 5)],
      /^d\.json, line 5: it repeats the decision in line 2\./,
    ],
    ['an unknown choice', [answer('one.colour', 'red')], /nothing asks "one.colour" here/],
    ['a choice nobody brings up', [answer('one.licence', 'p2')], /nothing asks "one.licence" here/],
    ['an unknown subject', [answer('one.target', 'ad', 'CRM')], /"one.target" is not asked of "CRM"/],
    ['an unknown option', [answer('one.target', 'moon')], /"moon" is no answer to "one.target"/],
    [
      'an unknown option of a choice brought up',
      [answer('one.target', 'cloud'), answer('one.licence', 'p9', undefined, 4)],
      /^d\.json, line 4: "p9" is no answer/,
    ],
    [
      'a scenario left out that was not found',
      [{ kind: 'skip', scenario: 'absent', why: '', by: '', at: at(6) }],
      /^d\.json, line 6: "absent" was not found in this estate/,
    ],
    [
      'two answers that differ',
      [answer('one.target', 'ad', 'HR', 3), answer('one.target', 'cloud', 'hr', 9)],
      /^d\.json, line 9: it speaks against the decision in line 3/,
    ],
    [
      'a scenario skipped and placed',
      [
        { kind: 'skip', scenario: 'one', why: '', by: '', at: at(2) },
        { kind: 'wave', scenario: 'one', wave: 1, why: '', by: '', at: at(5) },
      ],
      /line 5: it speaks against the decision in line 2/,
    ],
    [
      'a scenario in two waves',
      [
        { kind: 'wave', scenario: 'one', wave: 2, why: '', by: '', at: at(2) },
        { kind: 'wave', scenario: 'one', wave: 1, why: '', by: '', at: at(5) },
      ],
      /line 5: it speaks against/,
    ],
  ])('refuses %s', (_, decisions, message) => {
    expect(() => run(...decisions)).toThrow(message)
    expect(() => run(...decisions)).toThrow(InputError)
  })
})
