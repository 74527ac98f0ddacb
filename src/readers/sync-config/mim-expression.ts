import type { MimArgument, MimFunctionCall } from '../../model/index.js'
import { attributeOf, parseFlag } from './fields.js'
import type { Section } from './section.js'

/** Reads `<fn id="IIF"><arg>…</arg></fn>`; arguments hold text or one nested call. */
export function readMimFunction(fn: Section): MimFunctionCall {
  const custom = fn.attribute('isCustomExpression')
  return {
    id: attributeOf(fn, 'id'),
    isCustomExpression: custom === undefined ? undefined : parseFlag(custom),
    args: fn.many('arg').map(readArgument),
  }
}

function readArgument(argument: Section): MimArgument {
  const nested = argument.one('fn')
  if (nested !== undefined) return { kind: 'function', call: readMimFunction(nested) }
  return { kind: 'text', text: argument.text().trim() }
}
