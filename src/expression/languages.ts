/** The three languages behind one set of names. */

import type { Expression, Language } from './ast.js'
import type { CompiledExpression, Dialect } from './compile.js'
import { compileExpression } from './compile.js'
import { CONNECT } from './connect/evaluate.js'
import { parseConnect } from './connect/parse.js'
import { printConnect } from './connect/print.js'
import type { Decisions } from './decisions.js'
import { DEFAULT_DECISIONS } from './decisions.js'
import { ENTRA } from './entra/evaluate.js'
import { parseEntra } from './entra/parse.js'
import { printEntra } from './entra/print.js'
import { MIM } from './mim/evaluate.js'
import { parseMim } from './mim/parse.js'
import { printMim } from './mim/print.js'

export const DIALECTS: Readonly<Record<Language, Dialect>> = { mim: MIM, connect: CONNECT, entra: ENTRA }

const PRINTERS = { mim: printMim, connect: printConnect, entra: printEntra }

/** Text to tree; throws an ExpressionError with the place. */
export function parse(language: Language, text: string, decisions: Decisions = DEFAULT_DECISIONS): Expression {
  switch (language) {
    case 'mim':
      return parseMim(text, decisions)
    case 'connect':
      return parseConnect(text, decisions)
    case 'entra':
      return parseEntra(text)
  }
}

/** Tree to text. */
export function print(language: Language, expression: Expression): string {
  return PRINTERS[language](expression)
}

/** Text or tree to a function from context to value. */
export function compile(language: Language, expression: Expression | string): CompiledExpression {
  return compileExpression(
    DIALECTS[language],
    typeof expression === 'string' ? parse(language, expression) : expression,
  )
}
