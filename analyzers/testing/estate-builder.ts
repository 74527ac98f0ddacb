import { expect } from 'vitest'
import { artefactKey } from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'
import type { Analyzer, Detection, Finding, TargetDesign } from '../analyzer.js'
import { messageText } from '../finding.js'

export * from './connection-builder.js'
export * from './service-builder.js'
export * from './sync-builder.js'

/** An Estate with what a test states and nothing else. */
export function estate(overrides: Partial<Estate> = {}): Estate {
  return { servers: [], services: [], notices: [], ledger: { files: [] }, ...overrides }
}

export interface ExpectedDetection {
  readonly subject?: string
  readonly level?: Detection['level']
  readonly confidence?: number
  readonly use?: number
  /** Finding ids that must be among the evidence. */
  readonly evidence?: readonly string[]
}

/** Exactly one detection (of the subject named, if one is named), as expected; returned for `map`. */
export function expectDetection(analyzer: Analyzer, given: Estate, expected: ExpectedDetection = {}): Detection {
  const all = analyzer.detect(given)
  const found = all.filter((item) => expected.subject === undefined || item.subject === expected.subject)
  expect(
    found.map((item) => item.subject),
    'one detection',
  ).toHaveLength(1)
  const [one] = found
  if (one === undefined) throw new Error('unreachable: length was asserted')
  expect(one.scenario).toBe(analyzer.meta.id)
  if (expected.level !== undefined) expect(one.level).toBe(expected.level)
  if (expected.confidence !== undefined) expect(one.confidence).toBe(expected.confidence)
  if (expected.use !== undefined) expect(one.use).toBe(expected.use)
  if (expected.evidence !== undefined) {
    expect(one.evidence.map((item) => item.id)).toEqual(expect.arrayContaining([...expected.evidence]))
  }
  expectWellFormed(analyzer, one, analyzer.map(one, given))
  return one
}

/** Nothing is found, or nothing above a trace: what is listed in the appendix only. */
export function expectClean(analyzer: Analyzer, given: Estate): void {
  const found = analyzer.detect(given).filter((item) => item.level !== 'trace')

  expect(
    found.map((item) => `${item.subject} ${item.confidence}: ${item.evidence.map((e) => e.id).join(' ')}`),
  ).toEqual([])
}

function findingsOf(design: TargetDesign): readonly Finding[] {
  return [
    design.target,
    ...design.parts.flatMap((part) => part.reasons),
    ...design.blockers,
    ...design.losses,
    ...design.prerequisites,
    ...design.handSteps,
    ...design.effort.drivers,
    ...design.choices.flatMap((choice) => [
      choice.question,
      choice.because,
      ...choice.options.flatMap((option) => [option.text, option.betterWhen]),
    ]),
  ]
}

/** Every finding has a message, choices take one of their options, artefacts are named once; every place of a message is filled, every blocker has a source, six stages exist. */
export function expectWellFormed(analyzer: Analyzer, found: Detection, design: TargetDesign): void {
  const { messages } = analyzer.meta
  for (const item of [...found.evidence, ...findingsOf(design)]) {
    expect(messages, item.id).toHaveProperty(item.id)
    expect(messageText(messages, item), item.id).not.toMatch(/\{\w+\}|undefined|NaN/)
  }
  for (const item of found.evidence) expect(messages[item.id]?.kind, item.id).toBe('evidence')
  for (const item of design.blockers) {
    const message = messages[item.id]
    expect(message?.kind, item.id).toBe('blocker')
    expect(message !== undefined && 'source' in message && message.source, `${item.id} has a source`).toBeTruthy()
  }
  for (const choice of design.choices) {
    const options = choice.options.map((option) => option.id)
    expect(options, choice.id).toEqual(expect.arrayContaining([choice.proposed, choice.taken]))
    expect(choice.id.startsWith(`${design.scenario}.`), choice.id).toBe(true)
  }
  const keys = design.artefacts.map(artefactKey)
  expect(new Set(keys).size, keys.join(' ')).toBe(keys.length)
  expect(analyzer.stages(design).map((stage) => stage.name)).toEqual([
    'prepare',
    'pilot',
    'parallel-run',
    'cutover',
    'validate',
    'decommission',
  ])
}
