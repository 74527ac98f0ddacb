/** Runs scenarios of the notation and says what deviates. */

import { atomsOf } from '../core/values.js'
import type { Preview } from '../preview/preview.js'
import type { RunStepSpec, StepKind } from '../rules/blueprint.js'
import type { StepResult } from '../run/result.js'
import type { Deviation } from './compare.js'
import { canonical, compareAttributes, compareState, sameJson } from './compare.js'
import type { PreviewExpectation, Scenario, ScenarioFile, StepExpectation, StepNotation } from './notation.js'
import { isObject } from './notation.js'
import { sourceRecord, World } from './world.js'

/** One failure, ready to print: where, what was expected, what came. */
export interface ScenarioFailure {
  readonly scenario: string
  readonly statements: readonly string[]
  readonly place: string
  readonly expected: string
  readonly got: string
}

/** Empty: passed. A fault of the engine shows as a failure and ends the scenario only. */
export function runScenario(file: ScenarioFile, scenario: Scenario): readonly ScenarioFailure[] {
  const failures: ScenarioFailure[] = []
  const note = (place: string, deviations: readonly Deviation[]): void => {
    for (const { path, expected, got } of deviations)
      failures.push({
        scenario: scenario.id,
        statements: scenario.statements ?? [],
        place: `${place} ${path}`,
        expected: JSON.stringify(expected),
        got: JSON.stringify(got),
      })
  }
  let place = 'start'
  try {
    const world = new World(file, scenario)
    for (const [index, step] of scenario.steps.entries()) {
      place = `step ${index + 1} (${describe(step)})`
      note(place, runStep(world, step))
      if (step.state !== undefined) note(place, compareState(world, step.state))
    }
    place = 'end'
    if (scenario.expect !== undefined) note(place, compareState(world, scenario.expect))
  } catch (error) {
    const got = error instanceof Error ? `${error.message}` : String(error)
    note(place, [{ path: 'fault', expected: 'no fault', got }])
  }
  return failures
}

function describe(step: StepNotation): string {
  if (step.run !== undefined) return `${step.run} ${step.step}`
  return Object.keys(step)
    .filter((key) => key !== 'expect' && key !== 'state')
    .join(' ')
}

const KINDS: readonly string[] = ['FI', 'DI', 'FS', 'DS', 'EX', 'FI+DS', 'DI+DS', 'FI+FS']

function kindOf(text: string | undefined): StepKind {
  if (text === undefined || !KINDS.includes(text)) throw new Error(`${text} is no step.`)
  return text as StepKind
}

function runStep(world: World, step: StepNotation): readonly Deviation[] {
  const { engine } = world
  if (step.run !== undefined) {
    const result = engine.runStep(step.run, kindOf(step.step), { deletionLimit: step.threshold?.delete })
    return compareResult(result, step.expect ?? {})
  }
  if (step.profile !== undefined) {
    const steps = (step.steps ?? []).map((kind): RunStepSpec => ({ kind: kindOf(kind) }))
    const statuses = engine.runProfile(step.profile, steps).map((result) => result.status)
    return deviation('statuses', step.expect?.statuses, statuses, true)
  }
  if (step.cycle !== undefined)
    return compareCycle(engine.runCycle(step.cycle, { staging: step.staging ?? false }), step.expect)
  if (step.preview !== undefined) return runPreview(world, step)
  if (step.joiner !== undefined) return runJoiner(world, step)
  changeWorld(world, step)
  return []
}

function changeWorld(world: World, step: StepNotation): void {
  if (step.cd !== undefined) {
    if (step.add !== undefined) world.system(step.cd).add(sourceRecord(step.add))
    else if (step.set !== undefined) world.change(step.cd, step.set)
    else if (step.del !== undefined) world.system(step.cd).delete(step.del)
  } else if (step.config !== undefined) world.patch(step.config)
  else if (step.fault !== undefined) world.system(step.fault.ma).fail(step.fault.key, step.fault.error)
  else if (step.clearFaults !== undefined) world.system(step.clearFaults).clearFaults()
  else if (describe(step) !== '') throw new Error(`"${describe(step)}" is no step.`)
}

function runJoiner(world: World, step: StepNotation): readonly Deviation[] {
  const { joiner } = step
  if (joiner === undefined) return []
  const { ma, key } = joiner
  if (joiner.op === 'set-disconnector') {
    world.engine.setDisconnector(ma, key, joiner.type === 'explicit' ? 'explicit' : 'normal')
    return []
  }
  if (joiner.op === 'disconnect') return compareResult(world.engine.disconnect(ma, key), step.expect ?? {})
  const target = world.byLink(joiner.to ?? '')?.mv
  if (target === undefined) throw new Error(`${joiner.to} is not linked.`)
  return compareResult(world.engine.join(ma, key, target), step.expect ?? {})
}

function deviation(path: string, expected: unknown, got: unknown, ordered = false): readonly Deviation[] {
  if (expected === undefined) return []
  const same = ordered ? JSON.stringify(expected) === JSON.stringify(got) : sameJson(expected, got)
  return same ? [] : [{ path, expected: ordered ? expected : canonical(expected), got: ordered ? got : canonical(got) }]
}

function compareResult(result: StepResult, expected: StepExpectation): readonly Deviation[] {
  const found: Deviation[] = [...deviation('status', expected.status ?? 'success', result.status)]
  for (const [name, count] of Object.entries(expected.counters ?? {}))
    found.push(...deviation(`counters.${name}`, count, result.counters[name] ?? 0))
  for (const [ma, counters] of Object.entries(expected.outbound ?? {}))
    for (const [name, count] of Object.entries(counters))
      found.push(...deviation(`outbound.${ma}.${name}`, count, result.outbound[ma]?.[name] ?? 0))
  found.push(...compareErrors(result, expected.errors ?? []))
  return found
}

function compareErrors(result: StepResult, expected: NonNullable<StepExpectation['errors']>): readonly Deviation[] {
  const rest = [...result.errors]
  const missing = expected.filter((wanted) => {
    const index = rest.findIndex(
      (error) =>
        error.code === wanted.code &&
        (wanted.object === undefined
          ? wanted.ma === undefined || wanted.ma === error.ma
          : wanted.object === error.object),
    )
    if (index >= 0) rest.splice(index, 1)
    return index < 0
  })
  if (missing.length === 0 && rest.length === 0) return []
  return [
    {
      path: 'errors',
      expected,
      got: result.errors.map(({ ma, object, code, message }) => ({ object: object ?? ma, code, message })),
    },
  ]
}

function compareCycle(results: readonly StepResult[], expected: StepExpectation | undefined): readonly Deviation[] {
  if (expected === undefined) {
    const bad = results.filter((result) => result.status !== 'success' && result.status !== 'completed-no-objects')
    return bad.map((result) => ({
      path: `${result.ma}/${result.step}`,
      expected: 'success',
      got: [result.status, ...result.errors.map((error) => `${error.object} ${error.code} ${error.message}`)],
    }))
  }
  const { statuses } = expected
  if (!isObject(statuses)) return []
  const byStep = new Map(results.map((result) => [`${result.ma}/${result.step}`, result.status]))
  return Object.entries(statuses).flatMap(([step, status]) => deviation(`statuses.${step}`, status, byStep.get(step)))
}

function runPreview(world: World, step: StepNotation): readonly Deviation[] {
  const { preview: request, expect } = step
  if (request === undefined) return []
  const preview = world.engine.preview(request.ma, request.key, request.mode, request.commit ?? false)
  return expect === undefined ? [] : comparePreview(world, preview, expect)
}

function comparePreview(world: World, preview: Preview, expected: PreviewExpectation): readonly Deviation[] {
  const found: Deviation[] = [...deviation('link', expected.link, preview.link)]
  if (expected.error !== undefined) found.push(...deviation('error', expected.error, preview.error?.code ?? null))
  for (const [attribute, status] of Object.entries(expected.importFlows ?? {})) {
    const statuses = preview.trace.importFlows.filter((flow) => flow.attribute === attribute).map((flow) => flow.status)
    if (!statuses.some((one) => one === status))
      found.push({ path: `importFlows.${attribute}`, expected: status, got: statuses })
  }
  if (expected.mvChanges !== undefined) {
    const got = Object.fromEntries(preview.mvChanges.map((change) => [change.attribute, jsonOf(change.value)]))
    found.push(...compareAttributes(world, 'mvChanges', expected.mvChanges, got, false))
    found.push(...deviation('mvChanges names', Object.keys(expected.mvChanges), Object.keys(got)))
  }
  if (expected.provisioning !== undefined) {
    const got = preview.provisioning.map(({ ma, action, dn }) => ({ ma, action, dn }))
    const wanted = expected.provisioning.map(({ ma, action, dn }) => ({ ma, action, dn }))
    found.push(...deviation('provisioning', wanted, got, true))
  }
  if (expected.exports !== undefined) found.push(...comparePreviewExports(world, preview, expected.exports))
  return found
}

function jsonOf(value: Preview['mvChanges'][number]['value']): unknown {
  if (value === undefined) return null
  const atoms = atomsOf(value).map((atom) =>
    typeof atom === 'object' && 'links' in atom ? { $ref: [...atom.links.map((cs) => cs.link)].sort()[0] ?? '' } : atom,
  )
  return Array.isArray(value) ? atoms : atoms[0]
}

function comparePreviewExports(
  world: World,
  preview: Preview,
  expected: NonNullable<PreviewExpectation['exports']>,
): readonly Deviation[] {
  const found: Deviation[] = []
  const keys = Object.entries(expected).flatMap(([ma, objects]) => Object.keys(objects).map((key) => `${ma}:${key}`))
  found.push(
    ...deviation(
      'exports',
      keys,
      preview.exports.map((one) => `${one.ma}:${one.key}`),
    ),
  )
  for (const [ma, objects] of Object.entries(expected))
    for (const [key, wanted] of Object.entries(objects)) {
      const got = preview.exports.find((one) => one.ma === ma && one.key === key)
      if (got === undefined) continue
      const path = `exports.${ma}.${key}`
      found.push(...deviation(`${path}.op`, wanted.op, got.op))
      found.push(...deviation(`${path}.newDn`, wanted.newDn ?? null, got.newDn ?? null))
      const attributes = Object.fromEntries(
        [...got.attributes].map(([name, value]) => [name, jsonOf(value ?? undefined)]),
      )
      found.push(...compareAttributes(world, `${path}.attrs`, wanted.attrs ?? {}, attributes, false))
      found.push(...deviation(`${path}.attrs names`, Object.keys(wanted.attrs ?? {}), Object.keys(attributes)))
    }
  return found
}
