/**
 * Scopes of synchronization rules (MIM and Entra Connect) and connector filters as Entra scoping filters. A scope says
 * what is in; a connector filter says what is left out, so it is denied as a whole.
 */

import { parseInteger } from '../../value.js'
import type { ConnectorCondition, ConnectorFilterShape } from '../connector/ast.js'
import { conditionValue, connectorOperator } from '../connector/ast.js'
import { printConnectorFilter } from '../connector/parse.js'
import type { Formula } from '../core/formula.js'
import { allOf, anyOf, leafOf, NEVER, negate } from '../core/formula.js'
import { hasCase } from '../core/text-case.js'
import { booleanOf } from '../core/values.js'
import type { FilterDecisions } from '../decisions.js'
import { DEFAULT_FILTER_DECISIONS } from '../decisions.js'
import type { ScopeClause, ScopeFilter, ScopeTest } from '../scope/ast.js'
import { scopeOperator } from '../scope/ast.js'
import { printScope } from '../scope/parse.js'
import type { ScopingFilter } from '../scoping/ast.js'
import { printScoping } from '../scoping/parse.js'
import type { AttributeKind } from './attribute-map.js'
import type { ReasonId } from './reasons.js'
import type { Translation } from './result.js'
import { ReasonList, reasonOf, translation } from './result.js'
import type { AssemblyOptions } from './scoping-assembly.js'
import { assembleScoping } from './scoping-assembly.js'
import type { ScopingTest } from './scoping-tests.js'

export interface ScopeTranslationOptions extends AssemblyOptions {
  /** Attribute of the scoping filter for one of the source; without it names stay as they are. */
  readonly attributeName?: ((attribute: string) => string | undefined) | undefined
  /** Type of a source attribute, from the schema of the connector or metaverse. */
  readonly attributeKinds?: ((attribute: string) => AttributeKind | undefined) | undefined
  /** Values of `%Connector.ID%` and its like. */
  readonly parameters?: ((name: string) => string | undefined) | undefined
  readonly decisions?: FilterDecisions | undefined
}

/** The scoping filter that lets through what the scope takes in. */
export function translateScopeToScoping(
  scope: ScopeFilter,
  options: ScopeTranslationOptions = {},
): Translation<ScopingFilter> {
  const reasons = new ReasonList()
  const builder = new TestBuilder(options, reasons)
  // No groups at all take everything in, which the empty disjunction would not.
  const groups = scope.length === 0 ? [[]] : scope
  const formula = anyOf(groups.map((clauses) => allOf(clauses.map((clause) => builder.clause(clause)))))
  return assembleScoping(formula, options, reasons)
}

/** The scoping filter that lets through what the connector filter does not leave out. */
export function translateConnectorFilterToScoping(
  filter: ConnectorFilterShape,
  options: ScopeTranslationOptions = {},
): Translation<ScopingFilter> {
  const reasons = new ReasonList()
  if (filter.kind !== 'declared') {
    reasons.add(reasonOf(filter.kind === 'scripted' ? 'connector.scripted' : 'connector.unknown'))
    return translation<ScopingFilter>(undefined, reasons, printScoping)
  }
  const builder = new TestBuilder(options, reasons)
  const leftOut = anyOf(
    filter.alternatives.map(({ conditions }): Formula<ScopingTest> => {
      if (conditions.length > 0) return allOf(conditions.map((condition) => builder.condition(condition)))
      reasons.add(reasonOf('connector.empty'))
      return NEVER
    }),
  )
  return assembleScoping(negate(leftOut), options, reasons)
}

const PARAMETER = /%([A-Za-z]\w*(?:\.[A-Za-z]\w*)+)%/g

/** The bit of userAccountControl that disables an account. */
const DISABLED_BIT = 2

interface Asked {
  readonly source: string
  readonly attribute: string
  readonly fragment: string
  readonly kind: AttributeKind | undefined
  readonly value: string
}

class TestBuilder {
  private readonly decisions: FilterDecisions

  constructor(
    private readonly options: ScopeTranslationOptions,
    private readonly reasons: ReasonList,
  ) {
    this.decisions = options.decisions ?? DEFAULT_FILTER_DECISIONS
  }

  clause(clause: ScopeClause): Formula<ScopingTest> {
    const fragment = printScope([[clause]]).slice(1, -1)
    const operator = scopeOperator(clause.operator)
    if (operator === undefined) return refused('scope.unknown-operator', { operator: clause.operator })
    if (operator.test === 'member-of') return refused('scoping.member-of', { fragment })
    if (operator.test === 'bit-set' || operator.test === 'bit-clear') return this.bits(clause, operator.test, fragment)
    const asked = this.ask(clause.attribute, clause.value, fragment)
    if ('refusal' in asked) return asked.refusal
    const test = this.scopeTest(operator.test, asked)
    return operator.negative ? negate(test) : test
  }

  private scopeTest(test: ScopeTest, asked: Asked): Formula<ScopingTest> {
    const ignoreCase = this.decisions.scopeTextCase === 'ignore-case'
    switch (test) {
      case 'present':
        return this.present(asked)
      case 'equal':
      case 'in':
        return this.equal(asked, ignoreCase, true)
      case 'contains':
      case 'starts-with':
      case 'ends-with':
        return this.part(asked, test, ignoreCase, true)
      case 'less':
      case 'less-or-equal':
      case 'greater':
      case 'greater-or-equal':
        return this.order(asked, test)
      default:
        return refused('scoping.bits', { fragment: asked.fragment })
    }
  }

  condition(condition: ConnectorCondition): Formula<ScopingTest> {
    const { attribute, intrinsic, encoding } = condition
    const fragment = printConnectorFilter({ kind: 'declared', alternatives: [{ conditions: [condition] }] }).slice(
      1,
      -1,
    )
    const operator = connectorOperator(condition.operator)
    if (operator === undefined) return refused('scope.unknown-operator', { operator: condition.operator })
    if (intrinsic) return refused('connector.dn', { fragment })
    if (encoding !== undefined && operator.test !== 'present') return refused('connector.binary', { fragment })
    const asked = this.ask(attribute, conditionValue(condition), fragment)
    if ('refusal' in asked) return asked.refusal
    const test =
      operator.test === 'present'
        ? this.present(asked)
        : operator.test === 'equal'
          ? this.equal(asked, true, false)
          : this.part(asked, 'starts-with', true, false)
    return operator.negative ? negate(test) : test
  }

  /** Names, types and parameters settled; or what makes the question pointless. */
  private ask(source: string, value: string, fragment: string): Asked | { readonly refusal: Formula<ScopingTest> } {
    const { attributeName, attributeKinds } = this.options
    const attribute = attributeName === undefined ? source : attributeName(source)
    if (attribute === undefined) return { refusal: refused('attribute.no-counterpart', { attribute: source }) }
    const kind = attributeKinds?.(source)
    if (kind?.multivalued === true) return { refusal: refused('scoping.multi-valued', { attribute: source }) }
    if (kind?.type === 'binary') return { refusal: refused('connector.binary', { fragment }) }
    if (kind?.type === 'time') return { refusal: refused('scoping.date', { fragment }) }
    if (kind?.type === 'reference') return { refusal: refused('scoping.reference', { fragment }) }
    let unknown: string | undefined
    const filled = value.replace(PARAMETER, (whole, name: string) => {
      const known = this.options.parameters?.(name)
      if (known === undefined) unknown = name
      return known ?? whole
    })
    if (unknown !== undefined) return { refusal: refused('scoping.parameter', { name: unknown }) }
    return { source, attribute, fragment, kind, value: filled }
  }

  private assume(asked: Asked, type: string): void {
    if (asked.kind === undefined)
      this.reasons.add(reasonOf('attribute.type-assumed', { attribute: asked.source, type }))
  }

  private present(asked: Asked): Formula<ScopingTest> {
    this.assume(asked, 'single-valued')
    const textual = asked.kind === undefined || asked.kind.type === 'string'
    return leafOf({ ...tested(asked), kind: 'present', textual })
  }

  private equal(asked: Asked, ignoreCase: boolean, isScope: boolean): Formula<ScopingTest> {
    const { kind, value } = asked
    const flag = booleanOf(value)
    if (kind?.type === 'boolean' && flag === undefined) return NEVER
    if (flag !== undefined && (kind === undefined || kind.type === 'boolean')) {
      this.assume(asked, 'a single-valued boolean')
      return leafOf({ ...tested(asked), kind: 'boolean', value: flag })
    }
    if (kind?.type === 'integer') {
      const number = parseInteger(value)
      return number === undefined
        ? NEVER
        : leafOf({ ...tested(asked), kind: 'equal', value: String(number), ignoreCase: false })
    }
    this.assume(asked, 'a single-valued text')
    // Flags held as text are spelled in several ways by the shipped rules themselves.
    const anyCase = ignoreCase || flag !== undefined
    if (isScope && flag === undefined) this.restOnCase(asked, value)
    return leafOf({ ...tested(asked), kind: 'equal', value, ignoreCase: anyCase })
  }

  private restOnCase(asked: Asked, value: string): void {
    if (!hasCase(value)) return
    const how = this.decisions.scopeTextCase === 'ignore-case' ? 'without case' : 'with case'
    this.reasons.add(reasonOf('scope.text-case', { fragment: asked.fragment, how }))
  }

  private part(
    asked: Asked,
    part: 'contains' | 'starts-with' | 'ends-with',
    ignoreCase: boolean,
    isScope: boolean,
  ): Formula<ScopingTest> {
    this.assume(asked, 'a single-valued text')
    if (asked.value === '') return this.present(asked)
    if (isScope) this.restOnCase(asked, asked.value)
    return leafOf({ ...tested(asked), kind: 'part', part, value: asked.value, ignoreCase })
  }

  private order(asked: Asked, test: 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal'): Formula<ScopingTest> {
    const { kind, value, fragment } = asked
    const number = parseInteger(value)
    const numeric = kind === undefined || kind.type === 'integer'
    if (number === undefined || !numeric || this.decisions.scopeOrder === 'text')
      return refused('scoping.text-order', { fragment })
    this.assume(asked, 'a single-valued integer')
    this.reasons.add(reasonOf('scope.numeric-order', { fragment }))
    return leafOf({ ...tested(asked), kind: 'order', test, value: BigInt(number) })
  }

  /** Only the bit that disables an account has a counterpart: a boolean that says the opposite. */
  private bits(clause: ScopeClause, test: 'bit-set' | 'bit-clear', fragment: string): Formula<ScopingTest> {
    if (clause.attribute.toLowerCase() !== 'useraccountcontrol' || parseInteger(clause.value) !== DISABLED_BIT)
      return refused('scoping.bits', { fragment })
    this.reasons.add(reasonOf('scoping.account-status'))
    const enabled: Formula<ScopingTest> = leafOf({
      kind: 'boolean',
      source: clause.attribute,
      attribute: 'accountEnabled',
      fragment,
      value: test === 'bit-clear',
    })
    if (test === 'bit-set') return enabled
    const absent = this.decisions.scopeAbsentBitNotSet
    this.reasons.add(reasonOf('scope.absent-bit', { fragment, truth: String(absent) }))
    const isNull = negate(
      leafOf<ScopingTest>({
        kind: 'present',
        source: clause.attribute,
        attribute: 'accountEnabled',
        fragment,
        textual: false,
      }),
    )
    return absent ? anyOf([isNull, enabled]) : enabled
  }
}

function tested({ source, attribute, fragment }: Asked): Pick<Asked, 'source' | 'attribute' | 'fragment'> {
  return { source, attribute, fragment }
}

function refused(id: ReasonId, params: Readonly<Record<string, string>>): Formula<ScopingTest> {
  return leafOf({ kind: 'refused', reason: reasonOf(id, params) })
}
