import type { MimArgument, MimFunctionCall, Provenance, SensitiveValue } from '../../model/index.js'
import { isSecretName, isTakenOut, REDACTED, sensitive } from '../secrets.js'
import type { NoticeBook } from './notice-book.js'

const ADVICE = 'Treat it as known to everybody who has seen the export and change it.'

/** Constant that flows into `target`; taken out when `target` is a password. */
export function constantFor(target: string, text: string, at: Provenance, book: NoticeBook): SensitiveValue {
  const constant = sensitive(target, text)
  if (isTakenOut(constant, text)) noteSecret(target, at, book)
  return constant
}

/** Notice that a clear-text secret was taken out. Names the attribute or parameter, never the value. */
export function noteSecret(name: string, at: Provenance, book: NoticeBook): void {
  book.tally('M2E-READ-028', name, at, `The export holds a secret in clear text for "${name}"; it was removed.`, ADVICE)
}

/** Function tree of a flow into `target`, literals taken out when `target` is a password. */
export function expressionFor(
  target: string,
  call: MimFunctionCall,
  at: Provenance,
  book: NoticeBook,
): MimFunctionCall {
  if (!isSecretName(target)) return call
  const redacted = withoutLiterals(call)
  if (JSON.stringify(redacted) !== JSON.stringify(call)) noteSecret(target, at, book)
  return redacted
}

function withoutLiterals(call: MimFunctionCall): MimFunctionCall {
  // A number inside `Left(…, 8)` is a length, but one that is concatenated is part of the password.
  const joins = call.id === '+' || call.id.toLowerCase() === 'concatenate'
  return { ...call, args: call.args.map((argument) => argumentWithoutLiterals(argument, joins)) }
}

function argumentWithoutLiterals(argument: MimArgument, joins: boolean): MimArgument {
  if (argument.kind === 'function') return { kind: 'function', call: withoutLiterals(argument.call) }
  const text = textWithoutLiterals(argument.text)
  return { kind: 'text', text: joins && /^\s*\d+\s*$/.test(text) ? `"${REDACTED}"` : text }
}

/** Every double-quoted literal of an expression replaced; an unclosed one up to the end. The empty literal says nothing. */
export function textWithoutLiterals(text: string): string {
  return text.replace(/"[^"]*(?:"|$)/g, (literal) => (literal === '""' ? literal : `"${REDACTED}"`))
}

/** Expression text of a rule flow into `target`, literals taken out when `target` is a password. */
export function expressionTextFor(target: string, text: string, at: Provenance, book: NoticeBook): string {
  if (!isSecretName(target)) return text
  const redacted = textWithoutLiterals(text)
  if (redacted !== text) noteSecret(target, at, book)
  return redacted
}
