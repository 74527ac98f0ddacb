import type { CatalogueEntry } from './entries.js'

/**
 * Refuses a catalogue nobody could check: a fact without a page that says so, without the day it was read, or with two
 * readings of which not exactly one is planned on.
 *
 * @throws Error naming every entry that is wrong
 */
export function checkCatalogue(entries: readonly CatalogueEntry[]): void {
  const problems = entries.flatMap(({ name, fact }) => {
    const readings = fact.readings ?? []
    return [
      ...(isPage(fact.source) ? [] : [`${name} has no source`]),
      ...(isDay(fact.verifiedOn) ? [] : [`${name} does not say when it was read`]),
      ...(readings.every((reading) => isPage(reading.source)) ? [] : [`a reading of ${name} has no source`]),
      ...(readings.length === 0 || readings.filter((reading) => reading.plannedOn).length === 1
        ? []
        : [`${name} does not say which of its readings is planned on`]),
    ]
  })
  if (problems.length > 0) throw new Error(`The catalogue of facts cannot be relied on: ${problems.join('; ')}.`)
}

function isPage(text: string): boolean {
  return /^https:\/\/[\w.-]+\/\S+$/.test(text)
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}

/** A fact nobody has read for long. */
export interface StaleFact {
  readonly name: string
  readonly source: string
  /** `yyyy-mm-dd`. */
  readonly verifiedOn: string
  /** Days between the reading and the day it is held against. */
  readonly days: number
}

/** Facts older than this have to be read again before a plan is signed. */
export const staleAfterDays = 90

const dayInMs = 86_400_000

/** @param day `yyyy-mm-dd` or a whole time stamp: the day the facts are held against */
export function staleFacts(entries: readonly CatalogueEntry[], day: string): readonly StaleFact[] {
  return entries.flatMap(({ name, fact }) => {
    const days = Math.floor((Date.parse(day) - Date.parse(fact.verifiedOn)) / dayInMs)
    return days > staleAfterDays ? [{ name, source: fact.source, verifiedOn: fact.verifiedOn, days }] : []
  })
}

/** A fact on which two pages disagree: both stand, the stricter is planned on. */
export interface DisputedFact {
  readonly name: string
  readonly subject: string
  readonly readings: NonNullable<CatalogueEntry['fact']['readings']>
}

export function disputedFacts(entries: readonly CatalogueEntry[]): readonly DisputedFact[] {
  return entries.flatMap(({ name, fact }) =>
    fact.readings === undefined || fact.readings.length === 0
      ? []
      : [{ name, subject: fact.subject ?? name, readings: fact.readings }],
  )
}
