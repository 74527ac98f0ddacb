/** The functions that choose what to evaluate, shared by the dialects. */

import type { FunctionDefinition } from './function-table.js'
import { any, defineLazy, nullable, single } from './function-table.js'
import { valueByValue } from './per-value.js'
import { isList } from './value.js'

export const condition = single<boolean>('condition', 'condition', (value) => value === true)

/** IIF: only the chosen branch is evaluated, for branches may hold Error(…). */
export function iif(): FunctionDefinition {
  return defineLazy(
    {
      name: 'IIF',
      parameters: [nullable(condition), nullable(any('whenTrue')), nullable(any('whenFalse'))],
      returns: 'any',
    },
    (args, compiler, node) => {
      const [test, yes, no] = args.map((argument) => compiler.compile(argument))
      if (test === undefined || yes === undefined || no === undefined) throw countFault('IIF')
      const { truth } = compiler.dialect
      const testNode = args[0] ?? node
      return (environment) => {
        const verdict = test(environment)
        if (verdict === true) return yes(environment)
        if (verdict === false) return no(environment)
        if (isList(verdict)) return valueByValue(compiler, node)(environment)
        return truth(verdict, environment, testNode) ? yes(environment) : no(environment)
      }
    },
  )
}

function countFault(name: string): Error {
  return new Error(`${name} was compiled without its argument count being checked.`)
}
