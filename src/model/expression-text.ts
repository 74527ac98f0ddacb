import type { MimArgument, MimFunctionCall, RuleExpression } from './expression.js'

/** An expression as a person types it; for MIM the text form of the function tree (`"CN=" + accountName`). */
export function expressionText(expression: RuleExpression): string {
  return expression.language === 'mim' ? callText(expression.root) : expression.text
}

function callText(call: MimFunctionCall): string {
  const args = call.args.map(argumentText)
  return call.id === '+' ? args.join(' + ') : `${call.id}(${args.join(', ')})`
}

function argumentText(argument: MimArgument): string {
  return argument.kind === 'function' ? callText(argument.call) : argument.text
}
