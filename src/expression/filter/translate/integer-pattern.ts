/** Regular expressions for integers below a bound, for a target that can only ask for greater ones. */

/** Matches the decimal texts of all integers below `bound`, negative ones included; `bound` is at least 0. */
export function patternBelow(bound: bigint): string {
  const alternatives = ['-[1-9][0-9]*', ...naturalsBelow(String(bound))]
  return `^(?:${alternatives.join('|')})\\z`
}

/** Alternatives for the naturals below the number with these digits, without leading zeros. */
function naturalsBelow(digits: string): readonly string[] {
  if (digits === '0') return []
  const alternatives: string[] = []
  const length = digits.length
  if (length > 1) alternatives.push('[0-9]')
  if (length > 2) alternatives.push(`[1-9][0-9]${repeated(1, length - 2)}`)
  for (let position = 0; position < length; position++) {
    const digit = Number(digits.charAt(position))
    const lowest = position === 0 && length > 1 ? 1 : 0
    if (digit - 1 < lowest) continue
    const rest = length - position - 1
    alternatives.push(
      `${digits.slice(0, position)}${range(lowest, digit - 1)}${rest === 0 ? '' : `[0-9]${repeated(rest, rest)}`}`,
    )
  }
  return alternatives
}

function range(from: number, to: number): string {
  return from === to ? String(from) : `[${from}-${to}]`
}

function repeated(from: number, to: number): string {
  if (from === to) return from === 1 ? '' : `{${from}}`
  return `{${from},${to}}`
}
