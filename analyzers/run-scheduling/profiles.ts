import type { Connector, Provenance, RunProfile, RunStep, SyncServer } from '../../src/model/index.js'
import { compareText } from '../../src/model/index.js'

/** A run profile that does something. */
export interface PlacedProfile {
  readonly connector: Connector
  readonly profile: RunProfile
}

export function profilesOf(server: SyncServer): readonly PlacedProfile[] {
  return [...server.connectors]
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id))
    .flatMap((connector) =>
      connector.runProfiles.filter((profile) => profile.steps.length > 0).map((profile) => ({ connector, profile })),
    )
}

/** Import and synchronization in one step: the deprecated form. */
export function isCombined(step: RunStep): boolean {
  return ['full-import-delta-sync', 'delta-import-delta-sync', 'full-import-full-sync'].includes(step.kind)
}

/** Steps one after the other for different work; a step a partition is no chain. */
export function isChain({ profile }: PlacedProfile): boolean {
  return new Set(profile.steps.map((step) => step.kind)).size > 1
}

export function withStep(
  profiles: readonly PlacedProfile[],
  matches: (step: RunStep) => boolean,
): readonly (PlacedProfile & { readonly steps: readonly RunStep[] })[] {
  return profiles.flatMap((placed) => {
    const steps = placed.profile.steps.filter(matches)
    return steps.length === 0 ? [] : [{ ...placed, steps }]
  })
}

export function profileNames(profiles: readonly PlacedProfile[]): readonly string[] {
  return profiles.map(({ connector, profile }) => `${connector.name}/${profile.name}`)
}

export function stepPlaces(found: readonly { readonly steps: readonly RunStep[] }[]): readonly Provenance[] {
  return found.flatMap((item) => item.steps.map((step) => step.at))
}
