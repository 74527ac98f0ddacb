import type { Artefact } from '../../entra/index.js'
import { artefactKey } from '../../entra/index.js'
import { asJson, fromJson } from '../../plan/canonical.js'

export interface Unified {
  readonly artefacts: readonly Artefact[]
  /** Keys of groups that stand in the place of another form of theirs. */
  readonly instead: ReadonlySet<string>
}

/**
 * One collection of the portal is one group of Entra. Where two scenarios want it in two forms (by rule, and with members
 * that packages bring), a tenant takes only one: the form of the scenario that comes first.
 *
 * @param scenarios artefacts of each scenario, in the order in which they are carried out
 */
export function unifyGroups(scenarios: readonly (readonly Artefact[])[]): readonly Unified[] {
  const firsts = new Map<string, Artefact>()
  const renamed = new Map<string, string>()
  const unified = scenarios.map((artefacts) => {
    const instead = new Set<string>()
    const own = artefacts.map((artefact) => {
      if (!isGroup(artefact)) return artefact
      const first = firsts.get(artefact.uniqueName) ?? artefact
      firsts.set(artefact.uniqueName, first)
      if (artefactKey(first) === artefactKey(artefact)) return artefact
      renamed.set(artefactKey(artefact), artefactKey(first))
      instead.add(artefactKey(first))
      return first
    })
    return { artefacts: own, instead }
  })
  // A scenario may name a group that only another one makes, by the form it has there without a decision.
  for (const key of [...firsts.values()].map(artefactKey)) {
    const other = otherForm(key)
    if (![...firsts.values()].some((group) => artefactKey(group) === other)) renamed.set(other, key)
  }
  return unified.map(({ artefacts, instead }) => ({
    artefacts: artefacts.map((one) => withPlaces(one, renamed)),
    instead,
  }))
}

function isGroup(artefact: Artefact): artefact is Extract<Artefact, { readonly uniqueName: string }> {
  return artefact.kind === 'assigned-group' || artefact.kind === 'dynamic-group'
}

function otherForm(key: string): string {
  const [kind, name] = key.split('/')
  return `${kind === 'assigned-group' ? 'dynamic-group' : 'assigned-group'}/${name}`
}

function withPlaces(artefact: Artefact, renamed: ReadonlyMap<string, string>): Artefact {
  const before = JSON.stringify(artefact, asJson)
  const text = before.replace(/\{made:([a-z0-9/-]+)\}/g, (whole, key: string) => {
    const other = renamed.get(key)
    return other === undefined ? whole : `{made:${other}}`
  })
  return text === before ? artefact : (JSON.parse(text, fromJson) as Artefact)
}
