/** Dates: a type of their own in Connect Sync, text of one fixed form in Entra. */

import type { Call, Expression } from '../ast.js'
import { call, omitted, stringLiteral } from '../ast.js'
import { readFormat } from '../date-format.js'
import { SERVICE_DATE_FORMAT } from '../entra/kit.js'
import type { TranslationContext } from './context.js'

const DATE_FUNCTIONS: readonly string[] = ['CDate', 'DateAdd', 'DateFromNum', 'Now', 'CertNotAfter', 'CertNotBefore']

/** Whether a node gives a date. */
export function isDate(node: Expression): boolean {
  return node.kind === 'call' && DATE_FUNCTIONS.includes(node.name)
}

/** The service's date text for a date of the source. */
export function translateDate(node: Expression, context: TranslationContext): Expression {
  return context.translate(node)
}

/** `CDate(x)`: text to date. Cloud Sync has no CDate, so the format has to be known there. */
export function convertDate(node: Call, context: TranslationContext): Expression {
  const [source] = node.args
  if (source === undefined || isDate(source)) return context.translate(source ?? node)
  const known = source.kind === 'attribute' ? context.factsOf(source.name).dateFormat : undefined
  context.assume('Q-12', node)
  if (known !== undefined) return formatCall(context.translate(source), known, SERVICE_DATE_FORMAT, context)
  if (context.place === 'cloud-sync')
    return context.refuse('not-on-cloud-sync', node, {
      function: 'CDate',
      advice: 'state the date format of the attribute',
    })
  context.note('whole-seconds', 'conditional', node, { example: '2024-01-01T00:00:00.5Z' })
  return call('CDate', [context.translate(source)])
}

/** The FormatDateTime of the place: Cloud Sync has the form of three arguments. */
export function formatCall(source: Expression, input: string, output: string, context: TranslationContext): Expression {
  const formats = [stringLiteral(input), stringLiteral(output)]
  return call('FormatDateTime', context.place === 'cloud-sync' ? [source, ...formats] : [source, omitted(), ...formats])
}

/** Prints a date by a format that has to be constant. */
export function formatDateNode(
  date: Expression,
  format: Expression | undefined,
  node: Call,
  context: TranslationContext,
): Expression {
  const output = context.constantText(format)
  if (output === undefined) return context.refuse('not-constant', node, { function: node.name, argument: 'format' })
  if (readFormat(output) === undefined)
    return context.refuse('no-counterpart', node, { function: node.name, argument: output })
  if (/[fF]/.test(output.replace(/'[^']*'|"[^"]*"|\\./g, '')))
    context.note('whole-seconds', 'approximate', node, {
      example: 'a format with fractions of a second: the target has none',
    })
  return formatCall(translateDate(date, context), SERVICE_DATE_FORMAT, output, context)
}

/** MIM's DateTimeFormat parses free text; the format of the data makes it certain. */
export function formatText(node: Call, context: TranslationContext): Expression {
  const [source, format] = node.args
  const output = context.constantText(format)
  if (source === undefined || output === undefined)
    return context.refuse('not-constant', node, { function: node.name, argument: 'format' })
  const known = source.kind === 'attribute' ? context.factsOf(source.name).dateFormat : undefined
  if (known !== undefined) {
    context.note('date-form', 'conditional', node, { format: known })
    return formatCall(context.translate(source), known, output, context)
  }
  if (context.place === 'cloud-sync')
    return context.refuse('not-on-cloud-sync', node, {
      function: 'CDate',
      advice: 'state the date format of the attribute',
    })
  context.assume('Q-07', node)
  context.note('date-form', 'conditional', node, { format: 'a date without an offset' })
  return formatCall(call('CDate', [context.translate(source)]), SERVICE_DATE_FORMAT, output, context)
}

/** `DateAdd` with the units the target lacks written out. */
export function addDate(node: Call, context: TranslationContext): Expression {
  const [unit, count, date] = node.args
  const name = context.constantText(unit)
  if (name === undefined || count === undefined || date === undefined)
    return context.refuse('not-constant', node, { function: 'DateAdd', argument: 'interval' })
  const base = isDate(date) ? translateDate(date, context) : convertDate(call('CDate', [date], node.span), context)
  if (name === 'q') {
    const quarters = context.constantInteger(count)
    if (quarters === undefined) return context.refuse('no-arithmetic', node, { function: 'DateAdd' })
    return call('DateAdd', [
      stringLiteral('m'),
      { kind: 'integer', value: BigInt(quarters * 3), hexadecimal: false, span: node.span },
      base,
    ])
  }
  return call('DateAdd', [stringLiteral(name === 'y' || name === 'w' ? 'd' : name), context.translate(count), base])
}

/** `NumFromDate` of ISO text. */
export function countDate(node: Call, context: TranslationContext): Expression {
  const [date] = node.args
  if (date === undefined) return context.refuse('not-constant', node, { function: 'NumFromDate' })
  context.note('whole-seconds', 'conditional', node, { example: 'a date with a fraction of a second' })
  const source = isDate(date) ? translateDate(date, context) : convertDate(call('CDate', [date], node.span), context)
  return call('NumFromDate', [formatCall(source, SERVICE_DATE_FORMAT, 'yyyy-MM-ddTHH:mm:ssZ', context)])
}
