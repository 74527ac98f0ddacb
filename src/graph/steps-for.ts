import { type Artefact, artefactKey, artefactSlug, placesOf } from '../entra/index.js'
import { type StageName, stageNames } from '../model/index.js'
import { asksIn, type Draft, nothingToUndo } from './draft.js'
import { readingOf } from './found-places.js'
import { draftsOf } from './kinds/registry.js'
import type { Ask, Reading, Step } from './step.js'

/** Things of a plan need each other in a circle. */
export class PlanProblem extends Error {
  override readonly name = 'PlanProblem'
}

export interface PlannedSteps {
  /** In the order they run. */
  readonly steps: readonly Step[]
  /** Places (without braces) that nothing known fills. */
  readonly needs: readonly string[]
  /** What these steps are about, for artefacts that are planned later and want the same. */
  readonly things: readonly MadeThing[]
  /** Wanted here, and left to earlier steps that do the same or fill a place of it. */
  readonly left: readonly LeftThing[]
}

/** What one step does, by a name that is the same wherever the same is wanted. */
export interface MadeThing {
  /** `<key>` or `<key>/<part>`. */
  readonly name: string
  readonly stage: StageName
  /** Places without braces. */
  readonly gives: readonly string[]
  /** What was asked for, to see whether another wants it otherwise. */
  readonly content: string
}

export interface BeforeThing extends MadeThing {
  /** What uses it goes with it, stage by stage: it waits for the stage in which it is made. */
  readonly together: boolean
}

export interface LeftThing {
  readonly name: string
  /** First stage that does not go without it. */
  readonly neededFrom: StageName
  /** It is wanted otherwise here than it is made there. */
  readonly differs: boolean
}

export interface StepsOptions {
  /** Short and file-safe; stands in the mark of everything that is made. */
  readonly planId: string
  /** Artefacts of the whole plan, for what several share; without: these ones. */
  readonly all?: readonly Artefact[]
  /** Made earlier in the same plan. */
  readonly before?: readonly BeforeThing[]
}

interface Placed {
  /** `<key>` or `<key>/<part>`: the same in every plan. */
  readonly name: string
  readonly artefact: Artefact
  readonly draft: Draft
  readonly uses: readonly string[]
  /** Names of drafts that run before. */
  readonly after: string[]
  /** Index in `stageNames`; later than the draft says when it uses what a later stage makes. */
  stage: number
}

/**
 * All steps of some artefacts, in order: by stage, then makers before users, then as the design has them. What several
 * artefacts share is made once; what was made before is not made again.
 *
 * @throws PlanProblem when things need each other in a circle
 */
export function stepsFor(artefacts: readonly Artefact[], options: StepsOptions): PlannedSteps {
  const before = new Map((options.before ?? []).map((thing) => [thing.name, thing]))
  const { placed, left } = place(artefacts, options, before)
  const makers = new Map([
    ...[...before.values()].flatMap((thing) => thing.gives.map((key) => [key, thing.name] as const)),
    ...[...placed.values()].flatMap((one) => givenBy(one.draft).map((key) => [key, one.name] as const)),
  ])
  for (const one of placed.values())
    for (const key of one.uses) {
      const maker = makers.get(key)
      if (maker !== undefined && maker !== one.name) one.after.push(maker)
    }
  for (const one of placed.values())
    for (const name of one.after) {
      const thing = before.get(name)
      if (thing?.together === true) one.stage = Math.max(one.stage, stageNames.indexOf(thing.stage))
    }
  const ordered = inOrder(placed)
  const width = Math.max(3, String(ordered.length).length)
  const ids = new Map(
    ordered.map(({ name }, index) => [name, `${String(index + 1).padStart(width, '0')}-${artefactSlug(name)}`]),
  )
  const needs = new Set(ordered.flatMap(({ uses }) => uses).filter((key) => !makers.has(key)))
  return {
    steps: ordered.map((one) => stepOf(one, ids)),
    needs: [...needs],
    things: ordered.map(({ name, draft, stage }) => ({
      name,
      stage: stageNames[stage] ?? draft.stage,
      gives: givenBy(draft),
      content: JSON.stringify(draft),
    })),
    left: leftThings(left, ordered, before),
  }
}

interface Left {
  readonly stage: number
  readonly differs: boolean
}

/** What is wanted and left, and what is only used. */
function leftThings(
  left: ReadonlyMap<string, Left>,
  ordered: readonly Placed[],
  before: ReadonlyMap<string, BeforeThing>,
): readonly LeftThing[] {
  return [...before].flatMap(([name, thing]) => {
    const wanted = left.get(name)
    const used = ordered.filter(({ after }) => after.includes(name)).map(({ stage }) => stage)
    const stages = wanted === undefined ? used : [wanted.stage, ...used]
    if (stages.length === 0) return []
    const first = Math.max(Math.min(...stages), thing.together ? stageNames.indexOf(thing.stage) : 0)
    return [{ name, neededFrom: stageNames[first] ?? 'prepare', differs: wanted?.differs === true }]
  })
}

function place(
  artefacts: readonly Artefact[],
  { planId, all = artefacts }: StepsOptions,
  before: ReadonlyMap<string, MadeThing>,
): { readonly placed: ReadonlyMap<string, Placed>; readonly left: ReadonlyMap<string, Left> } {
  const placed = new Map<string, Placed>()
  const left = new Map<string, Left>()
  for (const artefact of groupsFirst(artefacts)) {
    const key = artefactKey(artefact)
    const drafts = draftsOf(artefact, { key, all, stamp: (made) => `[mim2entra:${planId}/${made}]` })
    let previous: string | undefined
    for (const draft of inStages(drafts)) {
      const owner = draft.shared ?? key
      const name = draft.part === '' ? owner : `${owner}/${draft.part}`
      const earlier = before.get(name)
      if (earlier !== undefined) {
        const differs = earlier.content !== JSON.stringify(draft) && draft.shared === undefined
        left.set(name, { stage: stageOf(draft), differs: differs || left.get(name)?.differs === true })
      } else {
        const one = placed.get(name) ?? {
          name,
          artefact,
          draft,
          uses: usedBy(draft),
          after: [...(draft.behind ?? [])],
          stage: stageOf(draft),
        }
        if (previous !== undefined && previous !== name) one.after.push(previous)
        placed.set(name, one)
      }
      previous = name
    }
  }
  return { placed, left }
}

/** Authority over groups moves before authority over the people in them. */
function groupsFirst(artefacts: readonly Artefact[]): readonly Artefact[] {
  const isLate = (one: Artefact) => one.kind === 'source-of-authority-switch' && one.object === 'user'
  return [...artefacts.filter((one) => !isLate(one)), ...artefacts.filter(isLate)]
}

function stageOf({ stage }: Draft): number {
  return stageNames.indexOf(stage)
}

function inStages(drafts: readonly Draft[]): readonly Draft[] {
  return [...drafts].sort((a, b) => stageOf(a) - stageOf(b))
}

/** Depth first, so that what is used comes right before; stages stay together. */
function inOrder(placed: ReadonlyMap<string, Placed>): readonly Placed[] {
  const settled = new Set<string>()
  const settle = (one: Placed, way: readonly string[]): void => {
    if (way.includes(one.name)) throw new PlanProblem(`${[...way, one.name].join(' needs ')}: a circle.`)
    if (settled.has(one.name)) return
    for (const name of one.after) {
      const maker = placed.get(name)
      if (maker === undefined) continue
      settle(maker, [...way, one.name])
      one.stage = Math.max(one.stage, maker.stage)
    }
    settled.add(one.name)
  }
  const all = [...placed.values()]
  for (const one of all) settle(one, [])
  const result: Placed[] = []
  const done = new Set<string>()
  const emit = (one: Placed): void => {
    if (done.has(one.name)) return
    done.add(one.name)
    for (const name of one.after) {
      const maker = placed.get(name)
      if (maker !== undefined) emit(maker)
    }
    result.push(one)
  }
  for (const one of [...all].sort((a, b) => a.stage - b.stage)) emit(one)
  return result
}

function stepOf({ name, artefact, draft, after, stage }: Placed, ids: ReadonlyMap<string, string>): Step {
  const { part: _part, shared, behind: _behind, until, ...said } = draft
  const later = until === undefined ? undefined : ids.get(`${shared ?? artefactKey(artefact)}/${until}`)
  return {
    tenant: 'home',
    signIn: 'either',
    licence: 'free',
    basis: 'v1.0',
    gives: {},
    verify: [],
    undo: nothingToUndo,
    counts: {},
    ...said,
    id: ids.get(name) ?? name,
    artefact: artefactKey(artefact),
    kind: artefact.kind,
    stage: stageNames[stage] ?? draft.stage,
    asks: askedBy(draft),
    reads: [...foundBy(draft), ...(draft.reads ?? [])],
    after: [...new Set(after)].flatMap((other) => ids.get(other) ?? []),
    ...(later === undefined ? {} : { until: later }),
  }
}

/** Keys of the places a draft fills. */
function givenBy(draft: Draft): readonly string[] {
  return [...Object.keys(draft.gives ?? {}), ...(draft.reads ?? []).flatMap(({ gives }) => Object.keys(gives))]
}

function usedBy(draft: Draft): readonly string[] {
  const own = givenBy(draft)
  const keys = placesOf(JSON.stringify(draft)).flatMap(({ place }) =>
    place.kind === 'made' ? [`made:${place.key}`] : [],
  )
  return [...new Set(keys)].filter((key) => !own.includes(key))
}

function askedBy(draft: Draft): readonly Ask[] {
  const declared = draft.asks ?? []
  const names = declared.map(({ name }) => name)
  return [...declared, ...asksIn([JSON.stringify(draft)], [], []).filter(({ name }) => !names.includes(name))]
}

function foundBy(draft: Draft): readonly Reading[] {
  const readings = new Map<string, Reading>()
  for (const { text, place } of placesOf(JSON.stringify(draft)))
    if (place.kind === 'find' && !readings.has(text)) readings.set(text, readingOf(text.slice(1, -1), place))
  return [...readings.values()]
}
