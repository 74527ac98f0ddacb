import { call, stringLiteral } from '../../expression/ast.js'
import type { Expression, TranslationOptions } from '../../expression/index.js'
import { translate } from '../../expression/index.js'
import { reasonOfTranslation } from './expression-reasons.js'
import type { MappingReason } from './model.js'

export interface LdapName {
  readonly expression: Expression | undefined
  readonly reasons: readonly MappingReason[]
}

/**
 * A distinguished name written by the ECMA Connector Host: LDAP targets take it as one text, joined from its parts.
 * https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-ldap-connector-configure
 */
export function ldapName(expression: Expression, options: TranslationOptions): LdapName {
  const parts = concatenated(expression).map((part) =>
    // A part that is text alone is no rule: it needs no translation, and would be refused as the start of a name.
    part.kind === 'string' ? { expression: part, reasons: [] } : translate('mim', part, options),
  )
  const reasons = parts.flatMap((part) => part.reasons.map(reasonOfTranslation))
  const found = parts.flatMap((part) => part.expression ?? [])
  if (found.length < parts.length) return { expression: undefined, reasons }
  return { expression: call('Join', [stringLiteral(''), ...found]), reasons }
}

/** Escaping is left out: the host takes the name as it is sent. */
function concatenated(node: Expression): readonly Expression[] {
  if (node.kind !== 'call' || !['+', 'Concatenate', 'EscapeDNComponent'].includes(node.name)) return [node]
  return node.args.flatMap(concatenated)
}
