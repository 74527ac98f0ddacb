/** Why an attribute has its value: from the source value through the rules to the targets. */

import { inboundInScope, settledView } from '../connect/scope.js'
import type { CsObject, MvObject } from '../core/objects.js'
import type { State } from '../core/state.js'
import type { Stored } from '../core/values.js'
import { atomsOf, atomText, isUnknown } from '../core/values.js'
import { produceInbound } from '../pipeline/import-flow.js'
import { attributeRule, pairKey } from '../rules/model.js'

export interface Candidate {
  readonly rule: string
  /** Position in the order of precedence, first = 1; undefined where there is none. */
  readonly rank: number | undefined
  readonly object: string
  readonly values: readonly string[]
  readonly winner: boolean
}

export interface Destination {
  readonly rule: string
  readonly object: string
  readonly attribute: string
}

export interface Why {
  readonly object: string
  readonly attribute: string
  readonly values: readonly string[]
  /** Contributing rule, or undefined for an absent attribute. */
  readonly from: string | undefined
  readonly source: string | undefined
  /** Every rule that could give the value, best first, with what it gives now. */
  readonly candidates: readonly Candidate[]
  /** Where the value goes. */
  readonly destinations: readonly Destination[]
  /** The value, or one of its candidates, is the result of a rule that could not run. */
  readonly unknown: boolean
}

export function why(state: State, mv: MvObject, attribute: string): Why {
  const slot = mv.shape.find(attribute) ?? -1
  const value = mv.values[slot]
  const candidates = state.rules.product === 'mim' ? mimCandidates(state, mv, slot) : connectCandidates(state, mv, slot)
  return {
    object: mv.id,
    attribute,
    values: texts(value),
    from: mv.contributors[slot]?.label,
    source: mv.sources[slot]?.link,
    candidates: candidates.map(({ value: one, ...rest }) => ({ ...rest, values: texts(one) })),
    destinations: destinationsOf(state, mv, slot),
    unknown: [value, ...candidates.map((one) => one.value)].some((one) => atomsOf(one).some(isUnknown)),
  }
}

function texts(value: Stored | undefined): readonly string[] {
  return atomsOf(value).map(atomText)
}

type RawCandidate = Omit<Candidate, 'values'> & { readonly value: Stored | undefined }

function mimCandidates(state: State, mv: MvObject, slot: number): readonly RawCandidate[] {
  const rule = attributeRule(state.rules, mv, slot)
  return (rule?.flows ?? []).flatMap((flow) =>
    mv.links
      .filter((cs) => cs.space.name === flow.contributor.ma && cs.shape.type === flow.csType)
      .map((cs): RawCandidate => {
        const produced = produceInbound(state, cs, mv, flow, cs.synced, false)
        return {
          rule: flow.label,
          rank: rule?.mode === 'ranked' ? flow.rank + 1 : undefined,
          object: cs.link,
          value: typeof produced === 'symbol' ? undefined : produced,
          winner: mv.contributors[slot]?.key === flow.contributor.key && mv.sources[slot] === cs,
        }
      }),
  )
}

function connectCandidates(state: State, mv: MvObject, slot: number): readonly RawCandidate[] {
  const found: (RawCandidate & { readonly precedence: number })[] = []
  for (const cs of mv.links)
    for (const rule of inboundInScope(state, cs, mv, settledView(cs)))
      for (const flow of rule.flows) {
        if (flow.slot !== slot) continue
        const produced = flow.produce(state.look(cs, settledView(cs), mv))
        found.push({
          rule: rule.name,
          rank: rule.precedence,
          precedence: rule.precedence,
          object: cs.link,
          value: typeof produced === 'symbol' ? undefined : produced,
          winner: mv.contributors[slot]?.key === rule.name && mv.sources[slot] === cs,
        })
      }
  return found
    .sort((a, b) => a.precedence - b.precedence)
    .map(({ precedence, ...candidate }) => ({ ...candidate, rank: precedence }))
}

function destinationsOf(state: State, mv: MvObject, slot: number): readonly Destination[] {
  return mv.links.flatMap((cs) =>
    state.rules.product === 'mim' ? mimTargets(state, mv, cs, slot) : connectTargets(state, mv, cs, slot),
  )
}

function mimTargets(state: State, mv: MvObject, cs: CsObject, slot: number): readonly Destination[] {
  const flows = state.ma(cs.space.name).exports.get(pairKey(cs.shape.type, mv.type)) ?? []
  return flows
    .filter((flow) => flow.sources.includes(slot) && (flow.rule === undefined || cs.applied?.includes(flow.rule)))
    .map((flow) => ({ rule: flow.label, object: cs.link, attribute: flow.target }))
}

function connectTargets(state: State, mv: MvObject, cs: CsObject, slot: number): readonly Destination[] {
  return (state.rules.connectOutbound.get(mv.type) ?? [])
    .filter((rule) => rule.ma === cs.space.name && rule.csType === cs.shape.type)
    .flatMap((rule) =>
      rule.flows
        .filter((flow) => flow.sources.includes(slot))
        .map((flow) => ({ rule: rule.name, object: cs.link, attribute: flow.target })),
    )
}

/** The chain as lines for a person. */
export function whyText(answer: Why): string {
  const lines = [`${answer.object} ${answer.attribute} = ${answer.values.join(', ') || '(absent)'}`]
  if (answer.from !== undefined) lines.push(`  from ${answer.from}, ${answer.source ?? 'an object that is gone'}`)
  for (const one of answer.candidates) {
    const rank = one.rank === undefined ? '' : ` [${one.rank}]`
    lines.push(`  ${one.winner ? '*' : '-'} ${one.rule}${rank} ${one.object}: ${one.values.join(', ') || '(nothing)'}`)
  }
  for (const one of answer.destinations) lines.push(`  → ${one.object} ${one.attribute} by ${one.rule}`)
  if (answer.unknown) lines.push('  The value depends on a rule whose code is not at hand.')
  return lines.join('\n')
}
