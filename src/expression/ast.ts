/**
 * One tree for three languages. A node says what was written, never what it means: the meaning of a name or an operator
 * belongs to the dialect that compiles the tree.
 */

export type Language = 'mim' | 'connect' | 'entra'

/** Offsets into the text the node was read from; both are -1 for nodes that no text stands behind. */
export interface Span {
  readonly start: number
  readonly end: number
}

export const NOWHERE: Span = Object.freeze({ start: -1, end: -1 })

export type ConstantName = 'IgnoreThisFlow' | 'AuthoritativeNull' | 'CRLF'

export type BinaryOperator = '&&' | '||' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '&'

export interface StringLiteral {
  readonly kind: 'string'
  readonly value: string
  readonly span: Span
}

export interface IntegerLiteral {
  readonly kind: 'integer'
  readonly value: bigint
  /** Written as `&HFF`; kept so that the text comes back as it was. */
  readonly hexadecimal: boolean
  readonly span: Span
}

export interface BooleanLiteral {
  readonly kind: 'boolean'
  readonly value: boolean
  readonly span: Span
}

/** `NULL` of Connect Sync; MIM writes the call `Null()`. */
export interface NullLiteral {
  readonly kind: 'null'
  readonly span: Span
}

export interface Constant {
  readonly kind: 'constant'
  readonly name: ConstantName
  readonly span: Span
}

/** A bare word that stands for an option, such as `CaseInsensitive`. */
export interface EnumWord {
  readonly kind: 'enum'
  readonly word: string
  readonly span: Span
}

export interface AttributeReference {
  readonly kind: 'attribute'
  readonly name: string
  readonly span: Span
}

/** `%Domain.FQDN%` of Connect Sync, `$name` of a MIM workflow. */
export interface ParameterReference {
  readonly kind: 'parameter'
  readonly name: string
  readonly span: Span
}

/** `$item`, bound by Select, Where or With. */
export interface VariableReference {
  readonly kind: 'variable'
  readonly name: string
  readonly span: Span
}

/** An argument left empty on purpose: `Replace([mail], "x", , , "y", , )`. */
export interface OmittedArgument {
  readonly kind: 'omitted'
  readonly span: Span
}

export interface Call {
  readonly kind: 'call'
  /** Exactly as written; `+` is MIM's n-ary concatenation. */
  readonly name: string
  readonly args: readonly Expression[]
  readonly span: Span
  /** `isCustomExpression` of a MIM function element: no meaning, kept for the way back. */
  readonly custom?: boolean | undefined
}

export interface Unary {
  readonly kind: 'unary'
  readonly operator: '-'
  readonly operand: Expression
  readonly span: Span
}

export interface Binary {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
  readonly span: Span
  /** Stood in brackets of its own; only the linter asks. */
  readonly grouped?: boolean | undefined
}

export type Expression =
  | StringLiteral
  | IntegerLiteral
  | BooleanLiteral
  | NullLiteral
  | Constant
  | EnumWord
  | AttributeReference
  | ParameterReference
  | VariableReference
  | OmittedArgument
  | Call
  | Unary
  | Binary

export function stringLiteral(value: string, span: Span = NOWHERE): StringLiteral {
  return { kind: 'string', value, span }
}

export function integerLiteral(value: bigint | number, span: Span = NOWHERE): IntegerLiteral {
  return { kind: 'integer', value: BigInt(value), hexadecimal: false, span }
}

export function booleanLiteral(value: boolean, span: Span = NOWHERE): BooleanLiteral {
  return { kind: 'boolean', value, span }
}

export function attribute(name: string, span: Span = NOWHERE): AttributeReference {
  return { kind: 'attribute', name, span }
}

export function omitted(span: Span = NOWHERE): OmittedArgument {
  return { kind: 'omitted', span }
}

export function call(name: string, args: readonly Expression[], span: Span = NOWHERE): Call {
  return { kind: 'call', name, args, span }
}

export function binary(operator: BinaryOperator, left: Expression, right: Expression, span: Span = NOWHERE): Binary {
  return { kind: 'binary', operator, left, right, span }
}

/** The direct children of a node, in written order. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'call':
      return node.args
    case 'binary':
      return [node.left, node.right]
    case 'unary':
      return [node.operand]
    default:
      return []
  }
}

/** Calls `visit` for the node and everything below it, parents first. */
export function walk(node: Expression, visit: (node: Expression) => void): void {
  visit(node)
  for (const child of childrenOf(node)) walk(child, visit)
}

/** Rebuilds the tree from the leaves upwards; a branch without a change is returned as it is. */
export function rewrite(node: Expression, change: (node: Expression) => Expression): Expression {
  switch (node.kind) {
    case 'call': {
      const args = node.args.map((argument) => rewrite(argument, change))
      return change(args.every((argument, index) => argument === node.args[index]) ? node : { ...node, args })
    }
    case 'binary': {
      const left = rewrite(node.left, change)
      const right = rewrite(node.right, change)
      return change(left === node.left && right === node.right ? node : { ...node, left, right })
    }
    case 'unary': {
      const operand = rewrite(node.operand, change)
      return change(operand === node.operand ? node : { ...node, operand })
    }
    default:
      return change(node)
  }
}

/** Attribute names used anywhere in the tree, in order of first use. */
export function attributesOf(node: Expression): readonly string[] {
  const names = new Set<string>()
  walk(node, (inner) => {
    if (inner.kind === 'attribute') names.add(inner.name)
  })
  return [...names]
}

/** Whether two trees say the same, wherever they were written. */
export function sameExpression(a: Expression, b: Expression): boolean {
  if (a.kind !== b.kind) return false
  switch (a.kind) {
    case 'string':
    case 'integer':
    case 'boolean':
      return b.kind === a.kind && a.value === b.value
    case 'null':
    case 'omitted':
      return true
    case 'enum':
      return b.kind === 'enum' && a.word === b.word
    case 'constant':
    case 'attribute':
    case 'parameter':
    case 'variable':
      return b.kind === a.kind && a.name === b.name
    case 'unary':
      return b.kind === 'unary' && sameExpression(a.operand, b.operand)
    case 'binary':
      return (
        b.kind === 'binary' &&
        a.operator === b.operator &&
        sameExpression(a.left, b.left) &&
        sameExpression(a.right, b.right)
      )
    case 'call':
      return (
        b.kind === 'call' &&
        a.name === b.name &&
        a.args.length === b.args.length &&
        a.args.every((argument, index) => {
          const other = b.args[index]
          return other !== undefined && sameExpression(argument, other)
        })
      )
  }
}

/** Deepest nesting of a tree, counted in nodes. */
export function depthOf(node: Expression): number {
  let deepest = 0
  for (const child of childrenOf(node)) deepest = Math.max(deepest, depthOf(child))
  return deepest + 1
}
