import { setTimeout as delay } from 'node:timers/promises'

/** Time and chance, so that tests decide both. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** @throws the reason of `signal` when it is given up */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** From 0 to just under 1. */
  random(): number
}

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, signal === undefined ? {} : { signal }),
  random: () => Math.random(),
}
