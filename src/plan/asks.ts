import { compareText, type Estate, isCodeAtHand } from '../model/index.js'
import type { Ask, AskedFor, InputKind, InputsAtHand, ScenarioResult } from './assessment.js'

/**
 * What to ask the customer for: what the Estate itself shows to be missing, and what each scenario would like to see and
 * did not. One ask a kind of thing, the one that settles most first.
 */
export function collectAsks(scenarios: readonly ScenarioResult[], estate: Estate, inputs: InputsAtHand): Ask[] {
  const wants = new Map<InputKind, { want: AskedFor; weight: number }[]>()
  const add = (kind: InputKind, want: AskedFor, weight: number) =>
    wants.set(kind, [...(wants.get(kind) ?? []), { want, weight }])
  const extensions = extensionsOf(estate)
  for (const { assembly, rules } of extensions) {
    const changes = `decides ${rules} ${rules === 1 ? 'rule' : 'rules'} that the export only names`
    add('extension-source', { scenario: '', title: '', what: `the source of ${assembly}`, changes }, 10 + rules)
  }
  for (const result of scenarios)
    for (const ask of result.meta.asks) {
      if (inputs[ask.kind] && !canBeMore.has(ask.kind)) continue
      // A scenario that was found gains from an answer at once; one that cannot be seen may be there.
      const weight = result.cases.length > 0 ? 5 : result.status === 'cannot-be-seen' ? 2 : 0
      if (weight > 0)
        add(
          ask.kind,
          { scenario: result.meta.id, title: result.meta.title, what: ask.what, changes: ask.changes },
          weight,
        )
    }
  return [...wants]
    .map(([kind, list]) => ({
      ask: askOf(kind, list, extensions, inputs),
      weight: list.reduce((sum, { weight }) => sum + weight, 0),
    }))
    .sort((a, b) => b.weight - a.weight || compareText(a.ask.kind, b.ask.kind))
    .map(({ ask }) => ask)
}

/** Inputs that may be at hand and still be wanted in larger part. */
const canBeMore: ReadonlySet<InputKind> = new Set(['mim-service', 'objects'])

const words: Readonly<Record<InputKind, string>> = {
  'mim-sync': 'the MIM server export (all MA-*.xml and MV.xml)',
  'mim-service': 'the MIM Service exports (policy.xml, schema.xml)',
  'connect-sync': 'the Entra Connect configuration folder',
  'run-history': 'the run history of the synchronization servers',
  objects: 'the objects: csexport drops of the connectors, or their tables as CSV',
  scheduler: 'the scripts and tasks that run the profiles',
  'extension-source': 'the source of the rules extensions',
  'certificate-management': 'what runs of MIM Certificate Management',
  bhold: 'the BHOLD database, or its role reports',
  directory: 'answers about the directory and the tenant',
}

function askOf(
  kind: InputKind,
  list: readonly { readonly want: AskedFor; readonly weight: number }[],
  extensions: readonly { readonly assembly: string; readonly rules: number }[],
  inputs: InputsAtHand,
): Ask {
  const wants = [...list].sort((a, b) => b.weight - a.weight).map(({ want }) => want)
  const scenarios = new Set(wants.map((want) => want.scenario).filter((id) => id !== '')).size
  const settles = scenarios === 0 ? '' : `${scenarios} ${scenarios === 1 ? 'scenario gets' : 'scenarios get'} surer`
  if (kind === 'extension-source' && extensions.length > 0) {
    const [first, ...rest] = extensions
    const rules = extensions.reduce((sum, extension) => sum + extension.rules, 0)
    return {
      kind,
      what: `the source of ${first?.assembly ?? ''}${rest.length === 0 ? '' : ` and of ${rest.length} more rules ${rest.length === 1 ? 'extension' : 'extensions'}`}`,
      gain: [`decides ${rules} ${rules === 1 ? 'rule' : 'rules'} that the export only names`, settles]
        .filter((part) => part !== '')
        .join('; '),
      wants,
    }
  }
  const what = inputs[kind] && kind === 'mim-service' ? 'more of the MIM Service, by custom export' : words[kind]
  return { kind, what, gain: settles, wants }
}

/** Rules extensions named in the input, with the number of rules that only their code can tell. */
function extensionsOf(estate: Estate): { assembly: string; rules: number }[] {
  const counts = new Map<string, number>()
  const count = (assembly: string | undefined, rules: number) => {
    if (assembly !== undefined && assembly !== '') counts.set(assembly, (counts.get(assembly) ?? 0) + rules)
  }
  for (const server of estate.servers) {
    const { metaverse } = server
    if (metaverse?.extension !== undefined) {
      const provisioning = metaverse.provisioning === 'scripted' || metaverse.provisioning === 'both' ? 1 : 0
      count(
        metaverse.extension.assembly,
        provisioning + metaverse.deletionRules.filter((rule) => rule.kind === 'scripted').length,
      )
    }
    for (const connector of server.connectors) {
      const imports = (metaverse?.importFlows ?? [])
        .flatMap((group) => group.flows)
        .filter((flow) => flow.connectorId === connector.id && flow.mapping.kind === 'scripted').length
      const exports = connector.exportFlows
        .flatMap((set) => set.flows)
        .filter((flow) => flow.mapping.kind === 'scripted').length
      const joins = connector.joins
        .flatMap((profile) => profile.criteria)
        .filter(
          (criterion) =>
            criterion.resolution.kind === 'scripted' ||
            criterion.mappings.some((mapping) => mapping.source.kind === 'scripted'),
        ).length
      const others =
        connector.filters.filter((filter) => filter.kind === 'scripted').length +
        connector.projections.filter((projection) => projection.kind === 'scripted').length +
        (connector.deprovisioning?.kind === 'scripted' ? 1 : 0)
      count(connector.extension?.assembly, imports + exports + joins + others)
    }
  }
  return [...counts]
    .map(([assembly, rules]) => ({ assembly, rules }))
    .filter((extension) => extension.rules > 0 && !isCodeAtHand(estate, extension.assembly))
    .sort((a, b) => b.rules - a.rules || compareText(a.assembly, b.assembly))
}
