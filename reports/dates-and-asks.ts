import { type Ask, askTexts, type Deadline, deadlineReasons, type Wording } from '../src/plan/assessment.js'
import type { Words } from './words.js'

/** Deadlines in the language of the report. */
export function deadlineViews(deadlines: readonly Deadline[], words: Words): readonly Deadline[] {
  return deadlines.map((deadline) => ({
    ...deadline,
    subject: words.translated(`deadlines.${deadline.id}.subject`, deadline.subject),
    effect: words.translated(`deadlines.${deadline.id}.effect`, deadline.effect),
    reason: reasonOf(deadline, words),
  }))
}

function reasonOf({ reason, wording }: Deadline, words: Words): string {
  const english = texts[wording.reason.id]
  if (english === undefined) return words.translated(wording.reason.id, reason)
  const first = words.message(wording.reason.id, english, wording.reason.params)
  return wording.more === 0 ? first : words('cells.and-more', { text: first, count: wording.more })
}

/** What to ask for in the language of the report. */
export function askViews(asks: readonly Ask[], words: Words): readonly Ask[] {
  const say = (english: string, { id, params }: Wording) =>
    texts[id] === undefined ? words.translated(id, english, params) : words.message(id, texts[id], params)
  return asks.map((ask) => ({
    ...ask,
    what: say(ask.what, ask.wording.what),
    gain: ask.wording.gain.map((wording) => say(ask.gain, wording)).join('; '),
    wants: ask.wants.map((want) => ({
      ...want,
      title: want.scenario === '' ? '' : words.translated(`scenarios.${want.scenario}.title`, want.title),
      what: say(want.what, want.wording.what),
      changes: say(want.changes, want.wording.changes),
    })),
  }))
}

/** English templates of this file's texts by key. Texts that have no places are said as they stand. */
const texts: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(askTexts).map(([id, text]) => [`asks.${id}`, text]),
  ...Object.entries(deadlineReasons).map(([id, text]) => [`deadlines.why.${id}`, text]),
])
