import { attribute } from '../../expression/ast.js'
import type { AttributeFacts, EntraPlace, Expression } from '../../expression/index.js'
import { sameText } from './flow-graph.js'
import type { MappingReason } from './model.js'
import { mappingReason } from './reasons.js'

const placeNames: Readonly<Record<EntraPlace, string>> = {
  'app-provisioning': 'the ECMA Connector Host',
  'hr-inbound': 'API-driven inbound provisioning',
  'cloud-sync': 'Cloud Sync',
}

export interface DirectValue {
  readonly expression: Expression
  readonly reasons: readonly MappingReason[]
}

/** A value handed over as it is: what the kind of value allows at this place. */
export function directValue(
  name: string,
  facts: AttributeFacts,
  target: string,
  place: EntraPlace,
  rename: (attribute: string) => string | undefined,
): DirectValue {
  const expression = attribute(rename(name) ?? name)
  return { expression, reasons: [...reasonsFor(name, facts, target, place)] }
}

function reasonsFor(name: string, facts: AttributeFacts, target: string, place: EntraPlace): readonly MappingReason[] {
  const params = { attribute: name, place: placeNames[place] }
  if (place === 'cloud-sync')
    return facts.type === 'reference' && sameText(target, 'manager') ? [mappingReason('manager-by-link', params)] : []
  if (facts.type === 'reference') {
    if (!sameText(target, 'manager') || place !== 'hr-inbound') return [mappingReason('reference', params)]
    return [mappingReason('manager-by-number', params)]
  }
  if (facts.multiValued === true) return [mappingReason('multi-valued', params)]
  return facts.type === 'binary' ? [mappingReason('binary', params)] : []
}
