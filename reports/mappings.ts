import { type MappingLine, type MappingTable, translationWording } from '../src/plan/assessment.js'
import type { MappingView } from './model.js'
import { anchor } from './table.js'
import type { Words } from './words.js'

export function mappingAnchor(id: string): string {
  return anchor('mapping', id)
}

/** How today's flows read as mappings of Entra jobs: one view a job, one line a target attribute. */
export function mappingViews(tables: readonly MappingTable[], words: Words): MappingView[] {
  return tables.map((each) => ({
    anchor: mappingAnchor(each.id),
    title: titleOf(each, words),
    scenario: each.scenario,
    shares: each.shares,
    lines: each.lines.map((line, index) => ({
      anchor: `${mappingAnchor(each.id)}-${index + 1}`,
      target: (line.mapping ?? line.proposal)?.target ?? line.target,
      today: todayText(line, words),
      mapping: mappingText(line, words),
      result: line.result,
      reasons: reasonText(line, words),
      at: line.provenance,
    })),
  }))
}

/** A title names two systems and, in brackets, the way between them. */
function titleOf({ title }: MappingTable, words: Words): string {
  return title.replace(/\(([^()]*)\)$/, (_, way: string) => `(${words.phrase(way)})`)
}

/** Source → metaverse, one line an attribute on the way; then the rules that deliver it. */
function todayText({ today }: MappingLine, words: Words): string {
  const sources = today.steps.map((step) => {
    const from = step.contributions
      .map((item) => `${words.phrase(item.connector)}.${words.phrase(item.rule)}`)
      .join(words('cells.then'))
    return `${from === '' ? words('cells.nothing') : from} → mv.${step.attribute}`
  })
  const deliveries = today.deliveries.map(
    (item) => `→ ${item.initialOnly ? words('cells.once', { rule: item.rule }) : item.rule}`,
  )
  return [...sources, ...deliveries].join('\n')
}

function mappingText({ mapping, proposal }: MappingLine, words: Words): string {
  const shown = mapping ?? proposal
  if (shown === undefined) return ''
  const text = shown.flowType === 'ObjectAddOnly' ? words('cells.set-once', { text: shown.text }) : shown.text
  return mapping === undefined ? words('cells.proposed', { text }) : text
}

function reasonText({ result, reasons }: MappingLine, words: Words): string {
  return reasons
    .filter((reason) => reason.result !== 'exact' || result === 'exact')
    .flatMap((reason) => [reasonSentence(reason, words), insteadSentence(reason, words)])
    .filter((sentence) => sentence !== '')
    .join(' ')
}

type MappingReason = MappingLine['reasons'][number]

function reasonSentence(reason: MappingReason, words: Words): string {
  const wording = translationWording(reason)
  if (wording === undefined) return words.translated(`mappings.${reason.id}`, reason.text, reason.params)
  const sentence = words.message(`mappings.${wording.id}`, wording.english, wording.params)
  const { example } = reason.params
  return example === undefined ? sentence : `${sentence} ${words('cells.example', { example: words.phrase(example) })}`
}

function insteadSentence(reason: MappingReason, words: Words): string {
  if (reason.instead === '') return ''
  return translationWording(reason) === undefined
    ? words.translated(`mappings.${reason.id}.instead`, reason.instead, reason.params)
    : words.phrase(reason.instead)
}
