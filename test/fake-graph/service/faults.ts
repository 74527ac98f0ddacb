import { GraphError } from '../http/error.js'
import { randomFrom } from '../random.js'

/** A fault on demand. */
export interface FaultScript {
  readonly match?: {
    readonly method?: string
    /** Part of the path without version, or a pattern over path and query. */
    readonly path?: string | RegExp
    /** Only members of a batch, or only requests outside. */
    readonly inBatch?: boolean
    /** Lets so many matching requests pass first. */
    readonly after?: number
  }
  /** Answered instead; or the connection breaks. */
  readonly status?: number
  readonly reset?: boolean
  /** The service does what was asked and then fails. */
  readonly performed?: boolean
  readonly code?: string
  readonly message?: string
  /** Seconds; none by default. */
  readonly retryAfter?: number
  /** How often; once by default. */
  readonly times?: number
}

export interface RandomFaults {
  /** Share of requests that meet one. */
  readonly rate: number
  readonly seed: number
}

/** What happens to one request. */
export interface Fault {
  readonly name: string
  readonly performed: boolean
  readonly reset: boolean
  readonly error: GraphError
}

export class Faults {
  private readonly scripts: { readonly script: FaultScript; left: number; toPass: number }[] = []
  private readonly random: () => number

  constructor(private readonly chance: RandomFaults | undefined) {
    this.random = randomFrom(chance?.seed ?? 1)
  }

  add(script: FaultScript): void {
    this.scripts.push({ script, left: script.times ?? 1, toPass: script.match?.after ?? 0 })
  }

  next(method: string, target: string, inBatch: boolean): Fault | undefined {
    for (const entry of this.scripts) {
      if (entry.left === 0 || !matches(entry.script, method, target, inBatch)) continue
      if (entry.toPass > 0) {
        entry.toPass--
        continue
      }
      entry.left--
      return scripted(entry.script)
    }
    if (this.chance === undefined || this.random() >= this.chance.rate) return undefined
    return this.chanced(inBatch)
  }

  private chanced(inBatch: boolean): Fault {
    const kinds = inBatch ? randomKinds.filter((kind) => kind.reset !== true) : randomKinds
    return scripted(kinds[Math.floor(this.random() * kinds.length)] ?? {})
  }
}

const randomKinds: readonly FaultScript[] = [
  { status: 429, retryAfter: 2 },
  { status: 429 },
  { status: 503, retryAfter: 3 },
  { status: 503 },
  { status: 504 },
  { status: 504, performed: true },
  { reset: true },
  { reset: true, performed: true },
]

function matches({ match = {} }: FaultScript, method: string, target: string, inBatch: boolean): boolean {
  if (match.method !== undefined && match.method !== method) return false
  if (match.inBatch !== undefined && match.inBatch !== inBatch) return false
  if (match.path === undefined) return true
  return typeof match.path === 'string' ? target.includes(match.path) : match.path.test(target)
}

const codes: Readonly<Record<number, readonly [string, string]>> = {
  429: ['TooManyRequests', 'Too many requests.'],
  500: ['InternalServerError', 'The service failed.'],
  503: ['ServiceUnavailable', 'The service is temporarily unavailable.'],
  504: ['GatewayTimeout', 'The service did not answer in time.'],
}

function scripted(script: FaultScript): Fault {
  const status = script.status ?? 503
  const [code, message] = codes[status] ?? ['UnknownError', 'The request failed.']
  const headers = script.retryAfter === undefined ? {} : { 'retry-after': String(script.retryAfter) }
  const performed = script.performed === true
  return {
    name: `${script.reset === true ? 'reset' : status}${performed ? ' after' : ''}`,
    performed,
    reset: script.reset === true,
    error: new GraphError(status, script.code ?? code, script.message ?? message, headers),
  }
}
