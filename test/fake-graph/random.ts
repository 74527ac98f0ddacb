/** Numbers from 0 up to 1 that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

/** GUIDs that count: the same run gives the same ids. */
export function guidsFrom(seed: number): () => string {
  const random = randomFrom(seed)
  let count = 0
  return () => {
    count++
    const noise = Array.from({ length: 3 }, () =>
      Math.floor(random() * 0x1_0000)
        .toString(16)
        .padStart(4, '0'),
    )
    return `${count.toString(16).padStart(8, '0')}-${noise[0]}-4${(noise[1] ?? '').slice(1)}-a${(noise[2] ?? '').slice(1)}-${seed.toString(16).padStart(12, '0').slice(-12)}`
  }
}
