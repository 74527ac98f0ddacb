import type { Decision } from '../../model/index.js'
import type { JsonNode } from '../json/node.js'
import { itemsOf, members, numberOf, openStrict, placeOf, type StrictFile, textOf, wrong } from './strict.js'

/**
 * Reads a decisions file: `{ "decisions": [ … ] }`, each of them one of
 *
 * - `{ "choice": "hr-onprem.target", "subject": "HR", "take": "entra-id" }` (without `subject`: wherever it is asked),
 * - `{ "skip": "bhold-roles" }`,
 * - `{ "scenario": "sspr", "wave": 2 }`,
 *
 * with `why` and `by` where somebody should be able to ask later.
 *
 * @throws InputError naming file and line; nothing is guessed
 */
export function readDecisions(text: string, name: string): readonly Decision[] {
  const file = openStrict(text, name)
  const list = members(file, file.root, 'the file', ['decisions']).get('decisions')
  if (list === undefined)
    throw wrong(file, file.root, 'no decisions are in it.', 'Write { "decisions": [ … ] }; nothing was done.')
  return itemsOf(file, list, '"decisions"').map((item) => decisionOf(file, item))
}

const names = ['choice', 'subject', 'take', 'skip', 'scenario', 'wave', 'why', 'by'] as const

function decisionOf(file: StrictFile, node: JsonNode): Decision {
  const found = members(file, node, 'a decision', names)
  const text = (name: (typeof names)[number], what = `"${name}"`): string => {
    const member = found.get(name)
    if (member === undefined) throw wrong(file, node, `${what} is missing.`, 'Complete the decision, or take it out.')
    return textOf(file, member, what)
  }
  const optional = (name: 'why' | 'by'): string => (found.has(name) ? text(name) : '')
  const base = { why: optional('why'), by: optional('by'), at: placeOf(file, node) }
  const kinds = (['choice', 'skip', 'scenario'] as const).filter((name) => found.has(name))
  const [kind, other] = kinds
  if (kind === undefined || other !== undefined)
    throw wrong(
      file,
      node,
      kind === undefined ? 'a decision decides nothing.' : `a decision is about "${kind}" and "${other}" at once.`,
      'Give each decision one of "choice" with "take", "skip", or "scenario" with "wave".',
    )
  refuseOthers(file, found, kind)
  switch (kind) {
    case 'choice':
      return {
        kind,
        choice: text('choice'),
        subject: found.has('subject') ? text('subject') : undefined,
        take: text('take'),
        ...base,
      }
    case 'skip':
      return { kind, scenario: text('skip'), ...base }
    case 'scenario':
      return { kind: 'wave', scenario: text('scenario'), wave: waveOf(file, node, found.get('wave')), ...base }
  }
}

const goesWith: Readonly<Record<'choice' | 'skip' | 'scenario', readonly string[]>> = {
  choice: ['subject', 'take'],
  skip: [],
  scenario: ['wave'],
}

function refuseOthers(file: StrictFile, found: ReadonlyMap<string, JsonNode>, kind: keyof typeof goesWith): void {
  for (const [name, member] of found)
    if (![kind, 'why', 'by', ...goesWith[kind]].includes(name))
      throw wrong(file, member, `"${name}" does not go with "${kind}".`, 'Take it out, or make two decisions of it.')
}

function waveOf(file: StrictFile, node: JsonNode, member: JsonNode | undefined): number {
  if (member === undefined) throw wrong(file, node, '"wave" is missing.', 'Write the number of the wave.')
  const wave = numberOf(file, member, '"wave"')
  if (Number.isInteger(wave) && wave >= 1 && wave <= 99) return wave
  throw wrong(file, member, `"wave" is ${wave}.`, 'Waves are numbered from 1 to 99.')
}
