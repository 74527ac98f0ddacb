/** Places of a longest part of the sequence that only rises (or stays): what lies outside has moved. */
export function longestRising(values: readonly number[]): ReadonlySet<number> {
  const tails: number[] = []
  const before = new Array<number>(values.length).fill(-1)
  for (const [index, value] of values.entries()) {
    let [low, high] = [0, tails.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((values[tails[middle] ?? 0] ?? 0) <= value) low = middle + 1
      else high = middle
    }
    before[index] = low === 0 ? -1 : (tails[low - 1] ?? -1)
    tails[low] = index
  }
  const kept = new Set<number>()
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) kept.add(index)
  return kept
}
