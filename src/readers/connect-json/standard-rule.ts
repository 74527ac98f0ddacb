import { normalizeGuid, type SyncRule } from '../../model/index.js'
import type { Field } from '../json/index.js'

/** Reads one element of `standardSynchronizationRules`: which rule it is and where it stands, nothing of what it does. */
export function readStandardRule(rule: Field, connector: string): SyncRule {
  const tag = rule.text('immutableTag').trim()
  return {
    id: normalizeGuid(rule.text('uniqueIdentifier')) || `${connector}/${tag}`.toLowerCase(),
    product: 'connect-sync',
    name: rule.text('name').trim() || tag,
    description: rule.text('description').trim(),
    direction: directionOf(rule.text('direction'), tag),
    disabled: rule.flag('disabled') ?? false,
    standard: true,
    immutableTag: tag,
    connectorId: connector,
    connectorObjectType: '',
    metaverseObjectType: '',
    linkType: 'unknown',
    precedence: rule.integer('precedence'),
    scope: [],
    joins: [],
    mappings: [],
    passwordSync: false,
    softDeleteExpiry: '',
    creates: { connectorObject: false, metaverseObject: false, disconnects: false },
    parameters: [],
    outboundIsFilterBased: false,
    metaverseObjectId: '',
    at: rule.at,
  }
}

/** `Microsoft.InfromAD…` and `Microsoft.OuttoAAD…` say it where the file does not. */
function directionOf(written: string, tag: string): SyncRule['direction'] {
  if (/^inbound$/i.test(written.trim()) || /^Microsoft\.In/i.test(tag)) return 'inbound'
  return /^outbound$/i.test(written.trim()) || /^Microsoft\.Out/i.test(tag) ? 'outbound' : 'unknown'
}
