import type { SyncRule } from '../../model/index.js'
import { readAtOnce } from '../json/testing.js'
import { readers } from './index.js'

export const AD = '11111111-2222-3333-4444-555555555555'
export const RULE = 'aaaaaaaa-0000-4000-8000-000000000001'

/** What the Synchronization Rules Editor writes, one parameter a line. */
export const exported = `New-ADSyncRule  \`
-Name 'In from AD - O''Brien' \`
-Identifier '${RULE}' \`
-Description @'
Two lines,
"quoted" and 'so'
'@ \`
-Direction 'Inbound' \`
-Precedence 50 \`
-PrecedenceAfter '00000000-0000-0000-0000-000000000000' \`
-PrecedenceBefore 'bbbbbbbb-0000-4000-8000-000000000001' \`
-SourceObjectType 'user' \`
-TargetObjectType 'person' \`
-Connector '${AD}' \`
-LinkType 'Join' \`
-SoftDeleteExpiryInterval 0 \`
-ImmutableTag '' \`
-EnablePasswordSync \`
-OutVariable syncRule


Add-ADSyncAttributeFlowMapping  \`
-SynchronizationRule $syncRule[0] \`
-Source @('givenName','sn') \`
-Destination 'displayName' \`
-FlowType 'Expression' \`
-ValueMergeType 'Update' \`
-Expression '[givenName] & " " & [sn]' \`
-OutVariable syncRule

Add-ADSyncAttributeFlowMapping -SynchronizationRule $syncRule[0] -Source @('True') -Destination 'cloudFiltered' -FlowType 'Constant' -ValueMergeType 'Update' -ExecuteOnce -OutVariable syncRule
Add-ADSyncAttributeFlowMapping -SynchronizationRule $syncRule[0] -Source 'mail' -Destination 'mail' -FlowType 'Direct' -ValueMergeType 'MergeCaseInsensitive' -OutVariable syncRule

New-Object  \`
-TypeName 'Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition' \`
-ArgumentList 'adminDescription','User_','NOTSTARTSWITH' \`
-OutVariable condition0
New-Object -TypeName 'Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition' -ArgumentList 'mail','','ISNOTNULL' -OutVariable condition1
Add-ADSyncScopeConditionGroup -SynchronizationRule $syncRule[0] -ScopeConditions @($condition0[0],$condition1[0]) -OutVariable syncRule

New-Object -TypeName 'Microsoft.IdentityManagement.PowerShell.ObjectModel.JoinCondition' -ArgumentList 'objectSid','objectSid',$true -OutVariable condition0
Add-ADSyncJoinConditionGroup -SynchronizationRule $syncRule[0] -JoinConditions @($condition0[0]) -OutVariable syncRule

Add-ADSyncRule  \`
-SynchronizationRule $syncRule[0]

Get-ADSyncRule  \`
-Identifier '${RULE}'
`

export function read(text: string) {
  const [reader] = readers
  if (reader === undefined) throw new Error('no reader')
  const result = readAtOnce(reader, text, 'scripts/rules.ps1')
  const rules = result.parts.flatMap((part) => (part.kind === 'sync-rule' ? [part.rule] : []))
  const counted = result.coverage.entries.reduce((sum, entry) => sum + entry.count, 0)
  const total = Object.values(result.coverage.counts).reduce((sum, count) => sum + count, 0)
  if (counted !== total) throw new Error('the ledger does not add up')
  return { ...result, rules, ids: result.notices.map((notice) => notice.id) }
}

export function rule(text: string): SyncRule {
  const [first] = read(text).rules
  if (first === undefined) throw new Error('no rule was read')
  return first
}

export const small = (more = '') =>
  `New-ADSyncRule -Name 'R' -Identifier '${RULE}' -Direction Inbound -SourceObjectType user -TargetObjectType person -Connector '${AD}' -LinkType Join -Precedence 1 ${more} -OutVariable r`
