import type { Connector } from './connector.js'
import type { Estate, SyncServer } from './estate.js'
import type { ExtensionEntryPoint, ExtensionRule, ExtensionSource } from './extension-source.js'
import type { ImportFlow } from './flow.js'

/** A place in the sources that answers for a scripted rule. */
export interface RuleCode {
  readonly source: ExtensionSource
  readonly entryPoint: ExtensionEntryPoint
  /** The branch for the rule's name; undefined when the entry point does the same for every name. */
  readonly rule: ExtensionRule | undefined
}

/** Methods that answer for each kind of scripted rule. */
export const entryMethods = {
  'import-flow': ['MapAttributesForImport'],
  'export-flow': ['MapAttributesForExport'],
  join: ['MapAttributesForJoin'],
  'join-resolution': ['ResolveJoinSearch'],
  filter: ['FilterForDisconnection'],
  projection: ['ShouldProjectToMV'],
  deprovisioning: ['Deprovision'],
  provisioning: ['Provision'],
  deletion: ['ShouldDeleteFromMV'],
} as const satisfies Record<string, readonly string[]>

export type ScriptedRuleKind = keyof typeof entryMethods

/**
 * Where the code of a scripted rule stands, as far as sources are at hand.
 *
 * @param owner the connector whose extension holds the rule, or 'metaverse'
 * @param ruleName '' for kinds without a name
 */
export function codeOf(
  estate: Estate,
  owner: Connector | SyncServer,
  kind: ScriptedRuleKind,
  ruleName: string,
): readonly RuleCode[] {
  const assembly = ('connectors' in owner ? owner.metaverse?.extension : owner.extension)?.assembly ?? ''
  const methods: readonly string[] = entryMethods[kind]
  return sourcesOf(estate, assembly).flatMap((source) =>
    source.classes.flatMap((found) =>
      found.entryPoints
        .filter((entryPoint) => methods.includes(entryPoint.method) && entryPoint.implemented)
        .flatMap((entryPoint): RuleCode[] => {
          if (ruleName === '' || entryPoint.rules.length === 0) return [{ source, entryPoint, rule: undefined }]
          return entryPoint.rules
            .filter((rule) => answersTo(rule, ruleName))
            .map((rule) => ({ source, entryPoint, rule }))
        }),
    ),
  )
}

/** Sources of an assembly; where none says that it is of this assembly, those that say nothing. */
export function sourcesOf(estate: Estate, assembly: string): readonly ExtensionSource[] {
  const sources = estate.extensionSources ?? []
  const wanted = bare(assembly)
  const named = sources.filter((source) => source.assembly !== undefined && bare(source.assembly) === wanted)
  if (named.length > 0) return named
  return sources.filter((source) => source.assembly === undefined && couldBe(source, wanted))
}

/** The generator of the administration tool names the namespace after the project: `Mms_ManagementAgent_HR`. */
function couldBe(source: ExtensionSource, assembly: string): boolean {
  const generated = source.namespaces.flatMap(
    (name) => /^Mms_ManagementAgent_(.+)$/i.exec(name)?.[1]?.toLowerCase() ?? [],
  )
  return (
    generated.length === 0 || generated.includes(assembly) || generated.includes(assembly.replace(/extension$/, ''))
  )
}

function answersTo(rule: ExtensionRule, ruleName: string): boolean {
  const [name, asked] = rule.ignoresCase ? [rule.name.toLowerCase(), ruleName.toLowerCase()] : [rule.name, ruleName]
  switch (rule.match) {
    case 'exact':
      return asked === name
    case 'prefix':
      return asked.startsWith(name)
    case 'suffix':
      return asked.endsWith(name)
    case 'contains':
      return asked.includes(name)
  }
}

function bare(assembly: string): string {
  return assembly
    .slice(Math.max(assembly.lastIndexOf('\\'), assembly.lastIndexOf('/')) + 1)
    .replace(/\.dll$/i, '')
    .toLowerCase()
}

/** The sources given hold the code of an assembly: they say so, or answer for every rule name it is asked for. */
export function isCodeAtHand(estate: Estate, assembly: string): boolean {
  const sources = sourcesOf(estate, assembly).filter((source) => source.classes.length > 0)
  if (sources.length === 0) return false
  if (sources.some((source) => source.assembly !== undefined)) return true
  const wanted = bare(assembly)
  const asked = estate.servers.flatMap((server) => [
    ...(bare(server.metaverse?.extension?.assembly ?? '') === wanted
      ? [codeOf(estate, server, 'provisioning', '')]
      : []),
    ...server.connectors
      .filter((connector) => bare(connector.extension?.assembly ?? '') === wanted)
      .flatMap((connector) =>
        scriptedFlows(server, connector).map(({ kind, name }) => codeOf(estate, connector, kind, name)),
      ),
  ])
  return asked.length > 0 && asked.every((found) => found.length > 0)
}

function scriptedFlows(
  server: SyncServer,
  connector: Connector,
): readonly { readonly kind: ScriptedRuleKind; readonly name: string }[] {
  const imports = (server.metaverse?.importFlows ?? [])
    .flatMap((group) => group.flows)
    .filter((flow) => flow.connectorId === connector.id)
  const exports = connector.exportFlows.flatMap((set) => set.flows)
  const named = (kind: ScriptedRuleKind, flows: readonly Pick<ImportFlow, 'mapping'>[]) =>
    flows.flatMap(({ mapping }) => (mapping.kind === 'scripted' ? [{ kind, name: mapping.ruleName }] : []))
  return [...named('import-flow', imports), ...named('export-flow', exports)]
}
