/** Durations: `P14DT0H0M` of XPath filters and `p1d` of dynamic rules. */

const DURATION = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i

const DAY_MS = 86_400_000

/** Milliseconds of a day-time duration; undefined for anything else (years and months have no fixed length). */
export function durationMs(text: string): number | undefined {
  const trimmed = text.trim()
  const parts = DURATION.exec(trimmed)
  if (parts === null || !/\d/.test(trimmed) || /T$/i.test(trimmed)) return undefined
  const [, minus, days, hours, minutes, seconds] = parts
  const ms =
    Number(days ?? 0) * DAY_MS +
    Number(hours ?? 0) * 3_600_000 +
    Number(minutes ?? 0) * 60_000 +
    Number(seconds ?? 0) * 1000
  return minus === undefined ? ms : -ms
}

/** The number of days, when a duration is a whole number of them. */
export function wholeDays(ms: number): number | undefined {
  return Number.isInteger(ms / DAY_MS) ? ms / DAY_MS : undefined
}
