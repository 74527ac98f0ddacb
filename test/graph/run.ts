import {
  applyStep,
  type Done,
  diffStep,
  type ExecutionContext,
  type GraphClient,
  readStep,
  type Step,
  undoStep,
  verifyStep,
  type Witness,
} from '../../src/graph/index.js'

/** What a plan's run keeps: the journal of each step, and the values of places. */
export class Run {
  readonly histories = new Map<string, Done[]>()
  readonly values: Map<string, string | readonly string[]>
  /** Runs after the journal has an intent, before the request is sent. */
  beforeSend: () => void = () => undefined
  afterSend: () => void = () => undefined

  constructor(
    /** Of an application, and of a person for what applications may not do. */
    readonly clients: { readonly application: GraphClient; readonly delegated: GraphClient },
    answers: ReadonlyMap<string, string | readonly string[]>,
    readonly files: Readonly<Record<string, readonly string[]>> = {},
  ) {
    this.values = new Map(answers)
  }

  context(step: Step, parts: Partial<ExecutionContext> = {}): ExecutionContext {
    return {
      client: step.signIn === 'delegated' ? this.clients.delegated : this.clients.application,
      values: this.values,
      history: this.histories.get(step.id) ?? [],
      witness: this.witness(step),
      readLines: (file) => linesOf(this.files[file] ?? []),
      isDoneByHand: () => Promise.resolve(true),
      adopts: false,
      patience: 120_000,
      ...parts,
    }
  }

  async apply(step: Step) {
    const applied = await applyStep(step, this.context(step))
    for (const [key, value] of Object.entries(applied.gives)) this.values.set(key, value)
    return applied
  }

  async difference(step: Step) {
    return diffStep(step, await readStep(step, this.context(step)), this.context(step))
  }

  verify(step: Step) {
    return verifyStep(step, this.context(step), 300_000)
  }

  undo(step: Step) {
    return undoStep(step, this.context(step))
  }

  /** Answers come one after the other for the same intent. */
  private witness(step: Step): Witness {
    const history = this.histories.get(step.id) ?? []
    this.histories.set(step.id, history)
    return {
      before: (intent) => {
        history.push({ intent })
        this.beforeSend()
      },
      after: (intent, answer) => {
        const at = history.findIndex(
          (done) => done.intent === intent || (done.answer === undefined && same(done, intent)),
        )
        if (at >= 0) history[at] = { intent, answer }
        this.afterSend()
      },
    }
  }
}

function same({ intent }: Done, other: Done['intent']): boolean {
  return JSON.stringify(intent) === JSON.stringify(other)
}

async function* linesOf(lines: readonly string[]): AsyncIterable<string> {
  for (const line of lines) yield await Promise.resolve(line)
}
