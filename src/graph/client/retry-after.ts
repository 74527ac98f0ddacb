/**
 * Milliseconds a `Retry-After` header asks for: seconds, or an HTTP date.
 * https://datatracker.ietf.org/doc/html/rfc9110#name-retry-after
 */
export function retryAfter(value: string | null | undefined, now: number): number | undefined {
  if (value === null || value === undefined || value.trim() === '') return undefined
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
