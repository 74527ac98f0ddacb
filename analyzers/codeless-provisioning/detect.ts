import type { Estate, SyncServer } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { type Sighting, when } from '../facts/design.js'
import { serverName, serversOf, subjectOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'
import { type CodeRule, codeRulesOf, idleAssemblies, isFrameworkName, provisioningAssembly } from './code-rules.js'

/** One sighting a server. */
export function sight(estate: Estate): readonly Sighting[] {
  return serversOf(estate, 'mim-sync').map((server) => ({ ...subjectOf(server), evidence: evidenceOf(server) }))
}

export function isFlow(rule: CodeRule): boolean {
  return rule.kind === 'import flow' || rule.kind === 'export flow'
}

function evidenceOf(server: SyncServer): readonly Finding[] {
  const rules = codeRulesOf(server)
  const provisioning = provisioningAssembly(server)
  const flows = rules.filter(isFlow)
  const others = rules.filter((rule) => !isFlow(rule))
  const idle = idleAssemblies(server, rules)
  const extension = server.metaverse?.extension
  const unusedInMetaverse =
    extension !== undefined && provisioning === undefined && !rules.some((rule) => rule.connector === 'metaverse')
  const assemblies = [
    ...new Set([extension?.assembly ?? '', ...server.connectors.map((item) => item.extension?.assembly ?? '')]),
  ]
  const frameworks = assemblies.filter(isFrameworkName)
  return [
    ...(provisioning === undefined
      ? []
      : [finding('M2E-CODE-001', { server: serverName(server), assembly: provisioning.assembly }, provisioning.at)]),
    ...when(
      flows.length > 0,
      finding(
        'M2E-CODE-002',
        { count: flows.length, connectors: perConnector(flows), rules: nameList(ruleNames(flows), 5) },
        flows.map((rule) => rule.at),
      ),
    ),
    ...when(
      others.length > 0,
      finding(
        'M2E-CODE-003',
        { count: others.length, kinds: perKind(others) },
        others.map((rule) => rule.at),
      ),
    ),
    ...when(frameworks.length > 0, finding('M2E-CODE-004', { assemblies: nameList(frameworks) }, server.at)),
    ...when(
      idle.length > 0,
      finding(
        'M2E-CODE-005',
        { connectors: nameList(idle.map((item) => `${item.name} (${item.extension?.assembly ?? ''})`)) },
        idle.flatMap((item) => (item.extension === undefined ? [] : [item.extension.at])),
      ),
    ),
    ...when(
      unusedInMetaverse && extension !== undefined && extension.assembly !== '',
      finding('M2E-CODE-006', { assembly: extension?.assembly ?? '' }, extension?.at ?? server.at),
    ),
  ]
}

/** `HR 4, Corp AD 2`. */
function perConnector(rules: readonly CodeRule[]): string {
  const names = [...new Set(rules.map((rule) => rule.connector))]
  return names.map((name) => `${name} ${rules.filter((rule) => rule.connector === name).length}`).join(', ')
}

function perKind(rules: readonly CodeRule[]): string {
  const kinds = [...new Set(rules.map((rule) => rule.kind))]
  return kinds.map((kind) => `${rules.filter((rule) => rule.kind === kind).length} ${kind}`).join(', ')
}

function ruleNames(rules: readonly CodeRule[]): readonly string[] {
  return [...new Set(rules.map((rule) => (rule.rule === '' ? rule.target : rule.rule)))]
}
