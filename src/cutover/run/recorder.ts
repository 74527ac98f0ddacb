import type { Answer, Intent, Witness } from '../../graph/index.js'
import type { Begin, End, Entry, StepName } from '../journal/entries.js'
import type { Journal } from '../journal/journal.js'

/** An entry as a run writes it: time, run and what it is about are filled in. */
type Unstamped<E> = E extends Entry ? Omit<E, 'at' | 'run'> : never

/** Writes one run into the journal. What is secret is masked before it gets there. */
export class Recorder {
  readonly run: number
  private requests: number

  constructor(
    private readonly journal: Journal<Entry>,
    private readonly now: () => string,
    private readonly secrets: readonly string[],
    run?: number,
  ) {
    this.run = run ?? 1 + lastOf(journal.entries, (entry) => (entry.type === 'begin' ? entry.run : 0))
    this.requests = lastOf(journal.entries, (entry) => (entry.type === 'sent' ? entry.request : 0))
  }

  begin(begin: Omit<Begin, 'type' | 'at' | 'run'>): void {
    this.write({ type: 'begin', ...begin })
  }

  end(outcome: End['outcome'], why?: string): void {
    this.write({ type: 'end', outcome, ...(why === undefined ? {} : { why }) })
  }

  write(entry: Unstamped<Entry>): void {
    const { type, ...rest } = entry
    const stamped = { type, at: this.now(), run: this.run, ...rest } as Entry
    this.journal.append(masked(stamped, this.secrets))
  }

  /** Nothing is sent before `before` has come back: the intent is on disk then. */
  witness(name: StepName): Witness {
    const open = new Map<string, number[]>()
    return {
      before: (intent: Intent) => {
        const request = ++this.requests
        const key = keyOf(intent)
        open.set(key, [...(open.get(key) ?? []), request])
        this.write({ type: 'sent', ...name, request, intent })
      },
      after: (intent: Intent, answer: Answer) => {
        const [request, ...rest] = open.get(keyOf(intent)) ?? []
        open.set(keyOf(intent), rest)
        if (request !== undefined) this.write({ type: 'answered', request, answer })
      },
    }
  }
}

/** Equal requests of a step are interchangeable: any of their answers may go with any of them. */
function keyOf({ kind, method, path, ids, body }: Intent): string {
  return JSON.stringify([kind, method, path, ids, body])
}

function lastOf(entries: readonly Entry[], number: (entry: Entry) => number): number {
  return entries.reduce((highest, entry) => Math.max(highest, number(entry)), 0)
}

/** Shortest secret that is looked for inside longer texts; a shorter one would blank out everything. */
const shortestPart = 4

/** The same data with every secret replaced, wherever it stands. */
export function masked<T>(value: T, secrets: readonly string[]): T {
  if (secrets.length === 0) return value
  return maskedValue(value, secrets) as T
}

function maskedValue(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string')
    return secrets.reduce(
      (text, secret) =>
        secret.length < shortestPart ? (text === secret ? '•••' : text) : text.replaceAll(secret, '•••'),
      value,
    )
  if (Array.isArray(value)) return value.map((item: unknown) => maskedValue(item, secrets))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, maskedValue(member, secrets)]))
}
