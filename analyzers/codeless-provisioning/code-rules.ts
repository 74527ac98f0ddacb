import type { Connector, Provenance, SyncServer } from '../../src/model/index.js'
import { compareText } from '../../src/model/index.js'
import { connectorName } from '../facts/servers.js'

/** One decision a synchronization server leaves to code. */
export interface CodeRule {
  readonly kind:
    | 'import flow'
    | 'export flow'
    | 'filter'
    | 'join'
    | 'projection'
    | 'deprovisioning'
    | 'deletion rule'
    | 'precedence'
  /** Connector, or 'metaverse'. */
  readonly connector: string
  readonly connectorId: string
  readonly assembly: string
  /** Name the code knows it by; '' where it has none. */
  readonly rule: string
  readonly target: string
  readonly sources: readonly string[]
  readonly at: Provenance
}

/** Everything code decides on a MIM server, metaverse last. */
export function codeRulesOf(server: SyncServer): readonly CodeRule[] {
  const connectors = [...server.connectors].sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id))
  return [...connectors.flatMap((connector) => connectorRules(server, connector)), ...metaverseRules(server)]
}

function connectorRules(server: SyncServer, connector: Connector): readonly CodeRule[] {
  const own = {
    connector: connector.name,
    connectorId: connector.id,
    assembly: connector.extension?.assembly ?? 'an extension that is not named',
    rule: '',
    target: '',
    sources: [],
  }
  const imports = (server.metaverse?.importFlows ?? []).flatMap((group) =>
    group.flows.flatMap((flow): CodeRule[] =>
      flow.connectorId === connector.id && flow.mapping.kind === 'scripted'
        ? [
            {
              ...own,
              kind: 'import flow',
              rule: flow.mapping.ruleName,
              target: `${group.objectType}.${group.attribute}`,
              sources: flow.mapping.sources.map((item) => item.name),
              at: flow.at,
            },
          ]
        : [],
    ),
  )
  const exports = connector.exportFlows.flatMap((set) =>
    set.flows.flatMap((flow): CodeRule[] =>
      flow.mapping.kind === 'scripted'
        ? [
            {
              ...own,
              kind: 'export flow',
              rule: flow.mapping.ruleName,
              target: `${set.connectorObjectType}.${flow.targetAttribute}`,
              sources: flow.mapping.sources.map((item) => item.name),
              at: flow.at,
            },
          ]
        : [],
    ),
  )
  const joins = connector.joins.flatMap((profile) =>
    profile.criteria
      .filter(
        (item) =>
          item.resolution.kind === 'scripted' || item.mappings.some((mapping) => mapping.source.kind === 'scripted'),
      )
      .map(
        (item): CodeRule => ({
          ...own,
          kind: 'join',
          rule: item.resolution.ruleName,
          target: profile.objectType,
          at: item.at,
        }),
      ),
  )
  return [
    ...imports,
    ...exports,
    ...connector.filters
      .filter((item) => item.kind === 'scripted')
      .map((item): CodeRule => ({ ...own, kind: 'filter', target: item.objectType, at: item.at })),
    ...joins,
    ...connector.projections
      .filter((item) => item.kind === 'scripted')
      .map((item): CodeRule => ({ ...own, kind: 'projection', target: item.objectType, at: item.at })),
    ...(connector.deprovisioning?.kind === 'scripted'
      ? [{ ...own, kind: 'deprovisioning' as const, at: connector.deprovisioning.at }]
      : []),
  ]
}

function metaverseRules(server: SyncServer): readonly CodeRule[] {
  const { metaverse } = server
  const own = {
    connector: 'metaverse',
    connectorId: '',
    assembly: metaverse?.extension?.assembly ?? 'an extension that is not named',
    rule: '',
  }
  return [
    ...(metaverse?.deletionRules ?? [])
      .filter((rule) => rule.kind === 'scripted')
      .map((rule): CodeRule => ({ ...own, kind: 'deletion rule', target: rule.objectType, sources: [], at: rule.at })),
    ...(metaverse?.importFlows ?? [])
      .filter((group) => group.precedence === 'manual')
      .map(
        (group): CodeRule => ({
          ...own,
          kind: 'precedence',
          target: `${group.objectType}.${group.attribute}`,
          sources: [...new Set(group.flows.map((flow) => connectorName(server, flow.connectorId)))],
          at: group.at,
        }),
      ),
  ]
}

/** Code provisions: the type says so and an assembly is there to do it. */
export function provisioningAssembly(
  server: SyncServer,
): { readonly assembly: string; readonly at: Provenance } | undefined {
  const { metaverse } = server
  const isCode = metaverse?.provisioning === 'scripted' || metaverse?.provisioning === 'both'
  return isCode && metaverse?.extension !== undefined && metaverse.extension.assembly !== ''
    ? metaverse.extension
    : undefined
}

/** Connectors that name an assembly although no rule of theirs calls it. */
export function idleAssemblies(server: SyncServer, rules: readonly CodeRule[]): readonly Connector[] {
  return server.connectors.filter(
    (connector) =>
      connector.extension !== undefined &&
      connector.extension.assembly !== '' &&
      !rules.some((rule) => rule.connectorId === connector.id),
  )
}

/** Names of the frameworks that keep their rules in XML beside the DLL. A name is never more than weak evidence. */
export function isFrameworkName(assembly: string): boolean {
  return /\b(mre|mare)\b|umare|lithnet|granfeldt|codeless/i.test(assembly)
}
