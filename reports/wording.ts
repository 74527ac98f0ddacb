import {
  type ConnectorKind,
  type Deprovisioning,
  expressionText,
  type FlowMapping,
  type RunStepKind,
  type SensitiveValue,
  type SourceAttribute,
  type SyncRuleFlow,
} from '../src/model/index.js'
import type { ScenarioStatus } from '../src/plan/assessment.js'

/** Words for the tokens of the model. Everything a person reads about a token comes from here. */

export const connectorKindWords: Readonly<Record<ConnectorKind, string>> = {
  'active-directory': 'Active Directory',
  'active-directory-gal': 'Active Directory GAL',
  'ad-lds': 'AD LDS',
  'mim-service': 'MIM Service',
  'sql-server': 'SQL Server',
  oracle: 'Oracle Database',
  db2: 'IBM DB2',
  'delimited-file': 'Delimited text file',
  'fixed-width-file': 'Fixed-width text file',
  'avp-file': 'Attribute-value pair file',
  'ldif-file': 'LDIF file',
  'dsml-file': 'DSML file',
  'sun-directory': 'Sun/Oracle Directory Server',
  'novell-edirectory': 'Novell eDirectory',
  'ibm-directory': 'IBM Directory Server',
  'entra-id': 'Microsoft Entra ID',
  powershell: 'Windows PowerShell',
  'generic-sql': 'Generic SQL',
  'generic-ldap': 'Generic LDAP',
  'web-services': 'Web Services',
  'lotus-domino': 'Lotus Domino',
  'microsoft-graph': 'Microsoft Graph',
  'sharepoint-profiles': 'SharePoint profiles',
  'generic-csv': 'Generic CSV',
  'certificate-management': 'Certificate Management',
  ecma1: 'Custom (ECMA 1)',
  'ecma2-other': 'Custom (ECMA 2)',
  unknown: 'Unknown',
}

export const runStepWords: Readonly<Record<RunStepKind, string>> = {
  'full-import': 'Full import (stage only)',
  'delta-import': 'Delta import (stage only)',
  'full-import-delta-sync': 'Full import and delta synchronization',
  'delta-import-delta-sync': 'Delta import and delta synchronization',
  'full-import-full-sync': 'Full import and full synchronization',
  'delta-synchronization': 'Delta synchronization',
  'full-synchronization': 'Full synchronization',
  export: 'Export',
  unknown: 'Unknown',
}

export function sensitiveText(value: SensitiveValue): string {
  return value.redacted ? '•••' : (value.value ?? '')
}

export function sourceText(source: SourceAttribute): string {
  return source.intrinsic ? `<${source.name}>` : source.name
}

/** Kind of a mapping in one word. */
export function mappingKind(mapping: FlowMapping): string {
  switch (mapping.kind) {
    case 'direct':
      return 'direct'
    case 'constant':
      return 'constant'
    case 'dn-part':
      return 'DN component'
    case 'scripted':
      return 'rules extension'
    case 'sync-rule':
      return `sync rule, ${mapping.form}`
    case 'unknown':
      return `unknown (${mapping.element})`
  }
}

/** What a mapping takes or computes. */
export function mappingText(mapping: FlowMapping): string {
  switch (mapping.kind) {
    case 'direct':
      return sourceText(mapping.source)
    case 'constant':
      return `"${sensitiveText(mapping.constant)}"`
    case 'dn-part':
      return `component ${mapping.part} of the DN`
    case 'scripted':
      return `${mapping.ruleName}(${mapping.sources.map(sourceText).join(', ')})`
    case 'sync-rule':
      if (mapping.expression !== undefined) return expressionText(mapping.expression)
      if (mapping.constant !== undefined) return `"${sensitiveText(mapping.constant)}"`
      return mapping.sources.map(sourceText).join(', ')
    case 'unknown':
      return mapping.raw
  }
}

/** What one flow of a declarative rule takes or computes. */
export function ruleFlowText(flow: SyncRuleFlow): string {
  if (flow.expression !== undefined) return expressionText(flow.expression)
  return flow.constant === undefined ? flow.sources.join(', ') : `"${sensitiveText(flow.constant)}"`
}

export function deprovisioningText(rule: Deprovisioning | undefined): string {
  if (rule === undefined) return ''
  if (rule.kind === 'scripted') return 'rules extension decides'
  if (rule.kind === 'unknown') return `unknown (${rule.raw})`
  switch (rule.action) {
    case 'make-normal-disconnector':
      return 'make disconnector'
    case 'make-explicit-disconnector':
      return 'make explicit disconnector'
    case 'delete-object':
      return 'stage a delete'
    case 'unknown':
      return `unknown (${rule.raw})`
  }
}

export function yesNo(value: boolean | undefined): string {
  return value === undefined ? 'not stated' : value ? 'yes' : 'no'
}

export const statusWords: Readonly<Record<ScenarioStatus, string>> = {
  certain: 'certain',
  likely: 'likely',
  possible: 'possible',
  trace: 'trace only',
  'not-found': 'not found',
  'cannot-be-seen': 'cannot be seen in this input',
}

export const levelWords: Readonly<Record<string, string>> = statusWords

export const licenceWords: Readonly<Record<string, string>> = {
  free: 'Entra ID Free',
  p1: 'Entra ID P1',
  p2: 'Entra ID P2',
  'id-governance': 'Entra ID Governance',
  'guest-meter': 'Guest billing meter',
  none: 'No licence',
}
