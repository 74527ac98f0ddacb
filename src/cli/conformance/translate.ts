/** Vectors of kind `translate`: the verdict has to be as good as stated, and the probes have to agree on both sides. */

import type { Language, Translation } from '../../expression/index.js'
import { attempt, compile, parse, sameExpression, translate } from '../../expression/index.js'
import { contextOf, describeAnswer, evaluateText } from './evaluate.js'
import type { Vector, Verdict } from './vectors.js'
import { failed, matches, PASSED } from './vectors.js'

/** The verdicts of this product that answer to a verdict of the vectors. */
const ACCEPTED: Readonly<Record<string, readonly Translation['verdict'][]>> = {
  identical: ['exact', 'conditional'],
  rewriteable: ['exact', 'conditional', 'approximate'],
  approximate: ['exact', 'conditional', 'approximate'],
  'no-equivalent': ['impossible'],
  'needs-input': ['impossible'],
  redesign: ['impossible'],
}

/** Translates the expression and compares verdict and probes. */
export function runTranslation(vector: Vector, language: Language): Verdict {
  if (language === 'entra') return failed('Entra expressions are the target, not a source')
  const parsed = attempt(() => parse(language, vector.expression))
  if (!parsed.ok) return failed(`error: ${parsed.error.message}`)
  const result = translate(language, parsed.value, {
    place: /cloud/i.test(String(vector.context?.target)) ? 'cloud-sync' : 'app-provisioning',
    parameters: parametersOf(vector),
  })
  const accepted = ACCEPTED[vector.verdict ?? '']
  const described = `${result.verdict} ${result.text ?? result.reasons.map((reason) => reason.id).join(', ')}`
  if (accepted !== undefined && !accepted.includes(result.verdict)) return failed(described)
  if (result.text === undefined) return PASSED
  const readable = attempt(() => compile('entra', parse('entra', result.text ?? '')))
  if (!readable.ok || !sameExpression(readable.value.expression, result.expression ?? readable.value.expression))
    return failed(`${described} does not read back`)
  for (const probe of vector.probes ?? []) {
    const answer = evaluateText('entra', result.text, probe)
    if (!matches(answer, probe.expected, 'entra'))
      return failed(`${result.text} gives ${describeAnswer(answer)} for ${JSON.stringify(probe.attributes ?? {})}`)
  }
  return PASSED
}

/** Values the vector gives to connector parameters; the translation writes them out. */
function parametersOf(vector: Vector): ReadonlyMap<string, string> {
  const { parameters } = contextOf(vector)
  const names = Object.keys(vector.context?.parameters ?? {}).map((name) => name.replace(/^[$%]|%$/g, ''))
  return new Map(
    names.flatMap((name) => {
      const value = parameters?.get(name)
      return typeof value === 'string' ? [[name, value] as const] : []
    }),
  )
}
