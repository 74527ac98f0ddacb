import { call, stringLiteral } from '../../expression/ast.js'
import type { Expression } from '../../expression/index.js'

/** userAccountControl of a plain account, and the bit that disables it. */
const plainAccount = 512n
const disabledBit = 2n
const everyOtherBit = 2147483645n

/**
 * The same choice for `accountDisabled`, when every branch of a rule for userAccountControl switches the account on or off
 * and does nothing else. Entra has no arithmetic, but its AD target has this attribute in place of the bit.
 */
export function accountDisabled(expression: Expression): Expression | undefined {
  if (expression.kind === 'call' && expression.name === 'IIF') {
    const [test, yes, no] = expression.args
    if (test === undefined || yes === undefined || no === undefined) return undefined
    const whenTrue = accountDisabled(yes)
    const whenFalse = accountDisabled(no)
    return whenTrue === undefined || whenFalse === undefined ? undefined : call('IIF', [test, whenTrue, whenFalse])
  }
  const disabled = disables(expression)
  return disabled === undefined ? undefined : stringLiteral(disabled ? 'True' : 'False')
}

function disables(node: Expression): boolean | undefined {
  const value = numberOf(node)
  if (value !== undefined) {
    if (value === plainAccount) return false
    return value === plainAccount + disabledBit ? true : undefined
  }
  if (node.kind !== 'call') return undefined
  const numbers = node.args.map(numberOf)
  if (node.name === 'BitOr' && numbers.includes(disabledBit)) return true
  return node.name === 'BitAnd' && numbers.includes(everyOtherBit) ? false : undefined
}

function numberOf(node: Expression): bigint | undefined {
  if (node.kind === 'integer') return node.value
  return node.kind === 'string' && /^\d{1,10}$/.test(node.value) ? BigInt(node.value) : undefined
}
