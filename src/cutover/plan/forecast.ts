import type { Step } from '../../graph/index.js'
import type { Minutes } from './model.js'

/**
 * Writes an app may do in a tenant: 3,000 in two and a half minutes.
 * https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
const writesPerSecond = 3_000 / 150

/** References a request takes at once. */
const referencesPerRequest = 20

/** How long steps run; what people do by hand is not counted. */
export function forecast(steps: readonly Step[]): Minutes {
  let requests = 0
  let shortest = 0
  let longest = 0
  for (const step of steps) {
    requests += requestsOf(step)
    for (const wait of [step.wait, ...step.reads.map((reading) => reading.wait)]) {
      shortest += wait?.everySeconds ?? 0
      longest += wait?.limitSeconds ?? 0
    }
  }
  const sending = requests / writesPerSecond
  return { atLeast: minutes(sending + shortest), atMost: minutes(sending + longest) }
}

function requestsOf({ change, reads, find, verify }: Step): number {
  const around = reads.length + (find?.ways.length ?? 0) * 2 + verify.length
  switch (change.kind) {
    case 'members':
      return around + 1 + Math.ceil(change.wanted.length / (change.manyAtOnce ? referencesPerRequest : 1))
    case 'hand':
      return around
    default:
      return around + 1
  }
}

function minutes(seconds: number): number {
  return seconds === 0 ? 0 : Math.max(1, Math.ceil(seconds / 60))
}
