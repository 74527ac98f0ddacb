/** Time as the service sees it. A virtual clock lets hours pass in no time; a real one lets processes share it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  sleep(milliseconds: number): Promise<void>
}

export interface VirtualClock extends Clock {
  /** Lets time pass although nobody sleeps. */
  advance(milliseconds: number): void
}

const start = Date.UTC(2026, 9, 1, 8)

/**
 * Stands still while anybody works and jumps to the next waking when everybody sleeps: sleepers that overlap wait for the
 * same time, as they would by a real clock. For the in-process transport only: what is under way in a socket is not seen.
 */
export function virtualClock(from: number = start): VirtualClock {
  let time = from
  let pumping = false
  const sleepers: { readonly at: number; readonly wake: () => void }[] = []

  const pump = (): void => {
    const next = sleepers.shift()
    if (next === undefined) {
      pumping = false
      return
    }
    time = Math.max(time, next.at)
    next.wake()
    setImmediate(pump)
  }

  return {
    now: () => time,
    advance: (milliseconds) => {
      time += milliseconds
    },
    sleep: (milliseconds) =>
      new Promise((wake) => {
        const at = time + Math.max(0, milliseconds)
        const place = sleepers.findIndex((sleeper) => sleeper.at > at)
        sleepers.splice(place === -1 ? sleepers.length : place, 0, { at, wake })
        if (pumping) return
        pumping = true
        setImmediate(pump)
      }),
  }
}

/** @param speed how many seconds pass in one */
export function realClock(speed = 1, from: number = start): Clock {
  const began = Date.now()
  return {
    now: () => from + (Date.now() - began) * speed,
    sleep: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds / speed)),
  }
}
