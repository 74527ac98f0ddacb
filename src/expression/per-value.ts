/**
 * Value-by-value evaluation of Connect Sync: an operator, a function of single values or an IIF meets one multi-valued
 * attribute in several places and has to see the same value in all of them.
 */

import type { Expression } from './ast.js'
import type { Compiler, Evaluator } from './compile.js'
import type { Environment } from './context.js'
import { ExpressionError } from './errors.js'
import { parameterAt } from './function-table.js'
import { collect } from './strict-call.js'
import type { Scalar, Value } from './value.js'
import { isList, list } from './value.js'

interface Prepared {
  readonly slot: number
  readonly evaluate: Evaluator
}

export class PerValue {
  private readonly prepared = new Map<Expression, Map<string, Prepared>>()
  private readonly names = new Map<Expression, readonly string[]>()

  constructor(private readonly compiler: Compiler) {}

  /**
   * Evaluates `node` once for each value of the one multi-valued attribute or variable it reads a value at a time.
   * Undefined when there is no such one, or more than one.
   */
  run(node: Expression, environment: Environment): Value | undefined {
    const driver = this.driverOf(node, environment)
    if (driver === undefined) return undefined
    const { slot, evaluate } = this.prepare(node, driver)
    const results: Scalar[] = []
    const values = this.read(driver, environment)
    for (const value of isList(values) ? values : []) {
      environment.variables[slot] = value
      collect(evaluate(environment), results, node)
    }
    return list(results)
  }

  /** The one name that holds a list now. */
  private driverOf(node: Expression, environment: Environment): string | undefined {
    let names = this.names.get(node)
    if (names === undefined) {
      names = [...this.namesIn(node)]
      this.names.set(node, names)
    }
    let driver: string | undefined
    for (const name of names) {
      if (!isList(this.read(name, environment))) continue
      if (driver !== undefined) return undefined
      driver = name
    }
    return driver
  }

  private read(name: string, environment: Environment): Value {
    if (!name.startsWith('$')) return environment.context.attributes.get(name.slice(1)) ?? null
    const slot = this.compiler.slotOf(name.slice(1))
    return slot === undefined ? null : (environment.variables[slot] ?? null)
  }

  private prepare(node: Expression, driver: string): Prepared {
    const known = this.prepared.get(node)?.get(driver)
    if (known !== undefined) return known
    const local = `\0${driver}`
    const { compiler, slot } = this.compiler.withVariable(local)
    const evaluate = compiler.compile(this.substitute(node, driver, local))
    const made = { slot, evaluate }
    const byDriver = this.prepared.get(node) ?? new Map<string, Prepared>()
    this.prepared.set(node, byDriver.set(driver, made))
    return made
  }

  /** `[name` for attributes and `$name` for variables read a value at a time. */
  private namesIn(node: Expression, names: Set<string> = new Set()): ReadonlySet<string> {
    if (node.kind === 'attribute') names.add(`[${node.name}`)
    else if (node.kind === 'variable') names.add(`$${node.name}`)
    else for (const child of this.single(node)) this.namesIn(child, names)
    return names
  }

  /** The children that are taken one value at a time. */
  private single(node: Expression): readonly Expression[] {
    if (node.kind === 'binary') return [node.left, node.right]
    if (node.kind === 'unary') return [node.operand]
    if (node.kind !== 'call') return []
    const definition = this.compiler.dialect.functions.get(node.name)
    if (definition === undefined) return []
    return node.args.filter((_, index) => {
      const parameter = parameterAt(definition, index)
      return parameter !== undefined && !parameter.whole && parameter.type !== 'variable' && parameter.type !== 'name'
    })
  }

  private substitute(node: Expression, driver: string, local: string): Expression {
    const isDriver =
      (node.kind === 'attribute' && driver === `[${node.name}`) ||
      (node.kind === 'variable' && driver === `$${node.name}`)
    if (isDriver) return { kind: 'variable', name: local, span: node.span }
    const singles = this.single(node)
    const change = (child: Expression): Expression =>
      singles.includes(child) ? this.substitute(child, driver, local) : child
    if (node.kind === 'binary') return { ...node, left: change(node.left), right: change(node.right) }
    if (node.kind === 'unary') return { ...node, operand: change(node.operand) }
    if (node.kind === 'call') return { ...node, args: node.args.map(change) }
    return node
  }
}

/** A condition with several answers is asked again for each value. */
export function valueByValue(compiler: Compiler, node: Expression): Evaluator {
  return (environment) => {
    const result = compiler.perValue.run(node, environment)
    if (result !== undefined) return result
    throw new ExpressionError({
      code: 'multi-valued',
      message: 'The condition has several answers and no single multi-valued attribute explains them.',
      span: node.span,
      language: compiler.dialect.language,
      decision: 'Q-11',
    })
  }
}
