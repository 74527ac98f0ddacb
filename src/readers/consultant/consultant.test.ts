import { describe, expect, it } from 'vitest'
import { InputError } from '../../model/index.js'
import { readDecisions } from './decisions.js'
import { readEffortCalibration } from './effort.js'

const json = `{ "decisions": [
  { "choice": "hr-onprem.target", "subject": "HR", "take": "entra-id", "why": "no AD after 2027", "by": "A. Kern" },
  { "skip": "bhold-roles" },
  { "scenario": "sspr", "wave": 2 }
] }`

const yaml = `decisions:
  - choice: hr-onprem.target
    subject: HR
    take: entra-id
    why: no AD after 2027
    by: A. Kern
  - skip: bhold-roles
  - scenario: sspr
    wave: 2
`

describe('readDecisions', () => {
  it.each([
    ['JSON', json, [2, 3, 4]],
    ['YAML', yaml, [2, 7, 8]],
  ])('reads %s, each decision with its line', (_, text, lines) => {
    const decisions = readDecisions(text, 'd')

    expect(decisions.map(({ at: _at, ...rest }) => rest)).toEqual([
      {
        kind: 'choice',
        choice: 'hr-onprem.target',
        subject: 'HR',
        take: 'entra-id',
        why: 'no AD after 2027',
        by: 'A. Kern',
      },
      { kind: 'skip', scenario: 'bhold-roles', why: '', by: '' },
      { kind: 'wave', scenario: 'sspr', wave: 2, why: '', by: '' },
    ])
    expect(decisions.map((decision) => decision.at.line)).toEqual(lines)
  })

  it.each([
    ['nothing', '', /^d cannot be read: it holds nothing/],
    ['a cut file', '{ "decisions": [', /^d cannot be read: .* \(line 1\)/],
    ['no list', '{}', /^d, line 1: no decisions/],
    ['a list that is none', '{ "decisions": 3 }', /^d, line 1: "decisions" is a number, not a list/],
    ['a name that is not known', 'decisions:\n  - chioce: a.b', /^d, line 2: "chioce" is not known/],
    ['a name twice', '{"decisions":[{"skip":"a","skip":"b"}]}', /"skip" is given twice/],
    ['nothing decided', 'decisions:\n  - why: because', /^d, line 2: a decision decides nothing/],
    ['two at once', '{"decisions":[\n{"skip":"a","choice":"b"}]}', /^d, line 2: .*"choice" and "skip" at once/],
    ['no answer', '{"decisions":[\n{"choice":"a.b"}]}', /^d, line 2: "take" is missing/],
    ['an empty answer', '{"decisions":[{"choice":"a.b",\n"take":" "}]}', /^d, line 2: "take" is empty/],
    ['what does not go together', '{"decisions":[{"skip":"a",\n"wave":1}]}', /^d, line 2: "wave" does not go with/],
    ['a wave that is none', '{"decisions":[{"scenario":"a",\n"wave":"soon"}]}', /^d, line 2: "wave" is no number/],
    ['a wave before the first', '{"decisions":[{"scenario":"a",\n"wave":0}]}', /^d, line 2: "wave" is 0/],
  ])('refuses %s', (_, text, message) => {
    expect(() => readDecisions(text, 'd')).toThrow(message)
    expect(() => readDecisions(text, 'd')).toThrow(InputError)
  })
})

describe('readEffortCalibration', () => {
  it('reads what it names and nothing else', () => {
    const found = readEffortCalibration(
      'base:\n  S: { low: 1, high: 2.5 }\nrates:\n  flow: { low: 0, high: 1, cap: 9 }',
      'e',
    )

    expect(found.bases).toEqual([
      { name: 'S', low: 1, high: 2.5, cap: undefined, at: { file: 'e', path: '$.base.S', line: 2 } },
    ])
    expect(found.rates).toMatchObject([{ name: 'flow', low: 0, high: 1, cap: 9, at: { line: 4 } }])
  })

  it.each([
    ['no number', '{"rates":{\n"flow":{"low":"x","high":1}}}', /^e, line 2: "low" is no number/],
    ['one end only', '{"rates":{\n"flow":{"low":1}}}', /^e, line 2: "flow" has no "high"/],
    ['ends the wrong way round', '{"rates":{\n"flow":{"low":2,"high":1}}}', /^e, line 2: "flow" goes from 2 to 1/],
    ['less than nothing', '{"rates":{\n"flow":{"low":-2,"high":1}}}', /^e, line 2: "low" is -2/],
    ['a cap of a base', '{"base":{\n"S":{"low":0,"high":1,"cap":1}}}', /^e, line 2: "cap" is not known/],
    ['a cap of nothing', '{"rates":{\n"flow":{"low":0,"high":1,"cap":0}}}', /^e, line 2: "cap" is 0/],
    [
      'a rate twice',
      '{"rates":{"flow":{"low":0,"high":1},\n"flow":{"low":0,"high":2}}}',
      /line 2: "flow" is given twice/,
    ],
    ['another part', '{"hours":{}}', /^e, line 1: "hours" is not known/],
  ])('refuses %s', (_, text, message) => {
    expect(() => readEffortCalibration(text, 'e')).toThrow(message)
    expect(() => readEffortCalibration(text, 'e')).toThrow(InputError)
  })
})
