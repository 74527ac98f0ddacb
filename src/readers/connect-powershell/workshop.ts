import type { Provenance, ScopeCondition, SyncRuleJoin } from '../../model/index.js'
import type { NoticeBook } from '../sync-config/notice-book.js'
import { type Bound, isOn } from './bind.js'
import type { RuleDraft } from './draft.js'
import { elements, nothing, single, textOf, unresolvedIn, type Value } from './value.js'

/** Makes rules, flows and conditions of the commands that make them, and keeps the rules in order. */
export class RuleWorkshop {
  readonly #rules: RuleDraft[] = []

  constructor(private readonly book: NoticeBook) {}

  get rules(): readonly RuleDraft[] {
    return this.#rules
  }

  /** What the command gives; undefined when it makes nothing this tool knows. */
  make(command: string, bound: Bound, input: Value | undefined, at: Provenance): Value | undefined {
    switch (command) {
      case 'New-ADSyncRule':
        return this.#newRule(bound, at)
      case 'New-Object':
        return this.condition(
          textOf(bound.get('TypeName') ?? nothing) ?? '',
          elements(bound.get('ArgumentList') ?? nothing),
          at,
        )
      case 'Add-ADSyncAttributeFlowMapping':
        return this.#onRule(bound, input, at, (rule) => this.#addMapping(rule, bound, at))
      case 'Add-ADSyncScopeConditionGroup':
        return this.#onRule(bound, input, at, (rule) => rule.scope.push(this.#scopeOf(bound, at)))
      case 'Add-ADSyncJoinConditionGroup':
        return this.#onRule(bound, input, at, (rule) => rule.joins.push(this.#joinsOf(bound, at)))
      case 'Add-ADSyncRule':
        return this.#onRule(bound, input, at, (rule) => {
          rule.added = true
        })
      default:
        return undefined
    }
  }

  /** A condition by the name of its class; the arguments of a scope are attribute, value, operator. */
  condition(type: string, args: readonly Value[], at: Provenance): Value | undefined {
    const name = type.toLowerCase().split('.').at(-1)
    if (name !== 'scopecondition' && name !== 'joincondition') return undefined
    const [first, second, third] = args
    if (name === 'scopecondition') {
      const condition: ScopeCondition = {
        attribute: this.#text(first, 'attribute of a scope condition', at).trim(),
        value: this.#text(second, 'value of a scope condition', at),
        operator: this.#text(third, 'operator of a scope condition', at).trim(),
        at,
      }
      return { kind: 'scope', condition }
    }
    const condition: SyncRuleJoin = {
      connectorAttribute: this.#text(first, 'attribute of a join condition', at).trim(),
      metaverseAttribute: this.#text(second, 'attribute of a join condition', at).trim(),
      caseSensitive: this.#text(third, 'case sensitivity of a join condition', at).toLowerCase() === 'true',
      at,
    }
    return { kind: 'join', condition }
  }

  #newRule(bound: Bound, at: Provenance): Value {
    const values = new Map<string, string>()
    for (const [name, value] of bound) {
      if (value.kind === 'flag' || name === 'OutVariable') continue
      values.set(name.toLowerCase(), this.#text(value, `-${name}`, at))
    }
    const rule: RuleDraft = {
      values,
      disabled: isOn(bound, 'Disabled'),
      passwordSync: isOn(bound, 'EnablePasswordSync'),
      mappings: [],
      scope: [],
      joins: [],
      added: false,
      at,
    }
    this.#rules.push(rule)
    return { kind: 'rule', rule }
  }

  #addMapping(rule: RuleDraft, bound: Bound, at: Provenance): void {
    const of = (name: string) => this.#text(bound.get(name), `-${name}`, at)
    rule.mappings.push({
      target: of('Destination'),
      sources: elements(bound.get('Source') ?? nothing).map((source) => this.#text(source, '-Source', at)),
      flowType: of('FlowType'),
      expression: of('Expression'),
      mergeType: of('ValueMergeType'),
      initialOnly: isOn(bound, 'ExecuteOnce'),
      at,
    })
  }

  #scopeOf(bound: Bound, at: Provenance): readonly ScopeCondition[] {
    return elements(bound.get('ScopeConditions') ?? nothing).flatMap((value) => {
      const one = single(value)
      if (one.kind === 'scope') return [one.condition]
      this.#noteMissing('scope condition', at)
      return []
    })
  }

  #joinsOf(bound: Bound, at: Provenance): readonly SyncRuleJoin[] {
    return elements(bound.get('JoinConditions') ?? nothing).flatMap((value) => {
      const one = single(value)
      if (one.kind === 'join') return [one.condition]
      this.#noteMissing('join condition', at)
      return []
    })
  }

  /** The rule a command works on: named by its parameter, or handed over by the pipeline. */
  #onRule(bound: Bound, input: Value | undefined, at: Provenance, work: (rule: RuleDraft) => void): Value | undefined {
    const value = single(bound.get('SynchronizationRule') ?? input ?? nothing)
    if (value.kind !== 'rule') return undefined
    if (value.rule.added && !at.path.startsWith('/Add-ADSyncRule[')) {
      this.book.add(
        'M2E-READ-054',
        at,
        `The script changes the rule "${value.rule.values.get('name') ?? ''}" after it was added; the server does not see that.`,
        'Look the rule up in the Synchronization Rules Editor.',
      )
      return value
    }
    work(value.rule)
    return value
  }

  #text(value: Value | undefined, what: string, at: Provenance): string {
    if (value === undefined) return ''
    const text = textOf(value)
    if (text !== undefined) return text
    const source = unresolvedIn(single(value)) ?? 'an object'
    this.book.tally(
      'M2E-READ-055',
      `${what} ${source}`,
      at,
      `The ${what} in line ${at.line ?? 0} is known only when the script runs (${source}); it is left empty.`,
      'Look the rule up in the Synchronization Rules Editor, or send the configuration folder.',
    )
    return ''
  }

  #noteMissing(what: string, at: Provenance): void {
    this.book.add(
      'M2E-READ-054',
      at,
      `A ${what} named in line ${at.line ?? 0} is not known; the group is read without it.`,
      'Look the rule up in the Synchronization Rules Editor.',
    )
  }
}
