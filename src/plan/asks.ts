import type { Estate } from '../model/index.js'
import type { Ask, InputsAtHand, ScenarioResult } from './assessment.js'

/**
 * What to ask the customer for: what each scenario would like to see and did not, plus what the Estate itself shows to be
 * missing. One line a thing, however many scenarios want it.
 */
export function collectAsks(scenarios: readonly ScenarioResult[], estate: Estate, inputs: InputsAtHand): Ask[] {
  const asks = new Map<string, { ask: Ask; weight: number }>()
  const add = (kind: Ask['kind'], what: string, change: string, scenario: string, weight: number) => {
    const key = what.toLowerCase()
    const known = asks.get(key)
    asks.set(key, {
      weight: (known?.weight ?? 0) + weight,
      ask: {
        kind,
        what: known?.ask.what ?? what,
        changes: [...new Set([...(known?.ask.changes ?? []), change])],
        scenarios: [...new Set([...(known?.ask.scenarios ?? []), ...(scenario === '' ? [] : [scenario])])],
      },
    })
  }
  for (const extension of extensionsOf(estate))
    add(
      'extension-source',
      `the source of ${extension.assembly}`,
      `It decides ${extension.rules} ${extension.rules === 1 ? 'rule' : 'rules'} that the export only names.`,
      'codeless-provisioning',
      10 + extension.rules,
    )
  for (const result of scenarios)
    for (const ask of result.meta.asks) {
      if (inputs[ask.kind]) continue
      // A scenario that was found gains from an answer at once; one that cannot be seen may be there.
      const weight = result.cases.length > 0 ? 5 : result.status === 'cannot-be-seen' ? 2 : 0
      if (weight > 0) add(ask.kind, ask.what, ask.changes, result.meta.id, weight)
    }
  return [...asks.values()]
    .sort((a, b) => b.weight - a.weight || (a.ask.what < b.ask.what ? -1 : 1))
    .map(({ ask }) => ask)
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
  return [...counts].map(([assembly, rules]) => ({ assembly, rules })).filter((extension) => extension.rules > 0)
}
