import type {
  AttributeUse,
  CodeFacts,
  CodeOutcome,
  OutsideCall,
  Provenance,
  ProvisionCall,
  ThrownException,
} from '../../model/index.js'

/** A new connector on its way; what is set on it is added as the code sets it. */
export interface OpenProvision {
  connector: string | undefined
  objectType: string | undefined
  dn: string | undefined
  readonly initialAttributes: string[]
  setsPassword: boolean
  passwordInCode: boolean
  committed: boolean
  readonly at: Provenance
}

/** Collects what one piece of code does, each thing once. */
export class FactBook {
  readonly #lists = new Map<string, Map<string, unknown>>()
  readonly #provisions: OpenProvision[] = []

  read(use: AttributeUse): void {
    this.#add('reads', `${use.side} ${use.attribute}`, use)
  }

  write(use: AttributeUse): void {
    this.#add('writes', `${use.side} ${use.attribute}`, use)
  }

  outside(call: OutsideCall): void {
    this.#add('outside', `${call.system} ${call.by} ${call.at.file} ${call.at.line ?? 0}`, call)
  }

  throw(thrown: ThrownException): void {
    this.#add('throws', `${thrown.exception} ${thrown.at.file} ${thrown.at.line ?? 0}`, thrown)
  }

  outcome(outcome: CodeOutcome): void {
    this.#add('outcomes', `${outcome.kind} ${outcome.text}`, outcome)
  }

  helper(name: string): void {
    this.#add('helpers', name, name)
  }

  provision(call: OpenProvision): void {
    if (!this.#provisions.includes(call)) this.#provisions.push(call)
  }

  result(): CodeFacts {
    return {
      reads: this.#list('reads'),
      writes: this.#list('writes'),
      provisions: this.#provisions.map(
        (call): ProvisionCall => ({ ...call, initialAttributes: [...new Set(call.initialAttributes)] }),
      ),
      outside: this.#list('outside'),
      throws: this.#list('throws'),
      outcomes: this.#list('outcomes'),
      helpers: this.#list('helpers'),
    }
  }

  #add(list: string, key: string, fact: unknown): void {
    const known = this.#lists.get(list) ?? new Map<string, unknown>()
    if (!known.has(key)) known.set(key, fact)
    this.#lists.set(list, known)
  }

  #list<T>(name: string): readonly T[] {
    return [...(this.#lists.get(name)?.values() ?? [])] as T[]
  }
}
