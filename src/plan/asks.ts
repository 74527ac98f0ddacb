import { compareText, type Estate, fillTemplate, isCodeAtHand, type TemplateParams } from '../model/index.js'
import { type AskTextId, askTexts } from './ask-texts.js'
import type { Ask, AskedFor, InputKind, InputsAtHand, ScenarioResult, Wording } from './assessment.js'

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
    const wording = { what: say('extension-source.one', { assembly }), changes: say('gain.rules', { count: rules }) }
    const texts = { what: english(wording.what), changes: english(wording.changes) }
    add('extension-source', { scenario: '', title: '', ...texts, wording }, 10 + rules)
  }
  for (const result of scenarios)
    for (const [index, ask] of result.meta.asks.entries()) {
      if (inputs[ask.kind] && !canBeMore.has(ask.kind)) continue
      // A scenario that was found gains from an answer at once; one that cannot be seen may be there.
      const weight = result.cases.length > 0 ? 5 : result.status === 'cannot-be-seen' ? 2 : 0
      if (weight > 0) add(ask.kind, wantOf(result, index), weight)
    }
  return [...wants]
    .map(([kind, list]) => ({
      ask: askOf(kind, list, extensions, inputs),
      weight: list.reduce((sum, { weight }) => sum + weight, 0),
    }))
    .sort((a, b) => b.weight - a.weight || compareText(a.ask.kind, b.ask.kind))
    .map(({ ask }) => ask)
}

function wantOf({ meta }: ScenarioResult, index: number): AskedFor {
  const { what = '', changes = '' } = meta.asks[index] ?? {}
  const key = `scenarios.${meta.id}.ask-${index + 1}`
  const wording = { what: { id: `${key}.what`, params: {} }, changes: { id: `${key}.changes`, params: {} } }
  return { scenario: meta.id, title: meta.title, what, changes, wording }
}

/** Inputs that may be at hand and still be wanted in larger part. */
const canBeMore: ReadonlySet<InputKind> = new Set(['mim-service', 'objects'])

function askOf(
  kind: InputKind,
  list: readonly { readonly want: AskedFor; readonly weight: number }[],
  extensions: readonly { readonly assembly: string; readonly rules: number }[],
  inputs: InputsAtHand,
): Ask {
  const wants = [...list].sort((a, b) => b.weight - a.weight).map(({ want }) => want)
  const scenarios = new Set(wants.map((want) => want.scenario).filter((id) => id !== '')).size
  const rules = extensions.reduce((sum, extension) => sum + extension.rules, 0)
  const wording = {
    what: whatOf(kind, extensions, inputs),
    gain: [
      ...(kind === 'extension-source' && rules > 0 ? [say('gain.rules', { count: rules })] : []),
      ...(scenarios === 0 ? [] : [say('gain.scenarios', { count: scenarios })]),
    ],
  }
  return { kind, what: english(wording.what), gain: wording.gain.map(english).join('; '), wording, wants }
}

function whatOf(kind: InputKind, extensions: readonly { readonly assembly: string }[], inputs: InputsAtHand): Wording {
  const [first, ...rest] = extensions
  if (kind === 'extension-source' && first !== undefined)
    return rest.length === 0
      ? say('extension-source.one', { assembly: first.assembly })
      : say('extension-source.several', { assembly: first.assembly, count: rest.length })
  return say(kind === 'mim-service' && inputs[kind] ? 'mim-service.more' : kind)
}

function say(id: AskTextId, params: TemplateParams = {}): Wording {
  return { id: `asks.${id}`, params }
}

function english({ id, params }: Wording): string {
  return fillTemplate(askTexts[id.slice('asks.'.length) as AskTextId], params)
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
