import type { SyncServer } from '../../src/model/index.js'
import type { Choice, Decided, Detection, Finding } from '../analyzer.js'
import { choose } from '../facts/design.js'
import { serverName } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'

/** What keeps each forest on Connect, by the name of its connector. */
export interface ForestHold {
  readonly connectorId: string
  readonly connector: string
  /** Names of the parts that hold it; empty: it can go. */
  readonly held: readonly string[]
}

/** Cloud Sync when nothing holds any forest, Connect when something holds each, else forest by forest. */
export function wayChoice(
  detection: Detection,
  server: SyncServer,
  forests: readonly ForestHold[],
  decided: Decided | undefined,
): Choice {
  const held = forests.filter((forest) => forest.held.length > 0)
  const name = { server: serverName(server) }
  const proposed = held.length === 0 ? 'cloud-sync' : held.length === forests.length ? 'connect' : 'by-forest'
  return choose(detection, decided, {
    id: 'connect-to-cloud-sync.way',
    question: finding('M2E-CTCS-701', name, server.at),
    options: [
      { id: 'cloud-sync', text: finding('M2E-CTCS-702'), betterWhen: finding('M2E-CTCS-703') },
      { id: 'connect', text: finding('M2E-CTCS-704'), betterWhen: finding('M2E-CTCS-705') },
      { id: 'by-forest', text: finding('M2E-CTCS-706'), betterWhen: finding('M2E-CTCS-707') },
    ],
    proposed,
    because: becauseOf(proposed, name, forests, held),
  })
}

function becauseOf(
  proposed: string,
  name: { readonly server: string },
  forests: readonly ForestHold[],
  held: readonly ForestHold[],
): Finding {
  const count = forests.length
  if (proposed === 'cloud-sync') return finding('M2E-CTCS-708', { ...name, count })
  if (proposed === 'by-forest') return finding('M2E-CTCS-710', { ...name, count, held: held.length })
  const parts = [...new Set(held.flatMap((forest) => forest.held))]
  return finding('M2E-CTCS-709', { ...name, count: parts.length, parts: nameList(parts, 5) })
}

/** Forests the choice sends to Cloud Sync. */
export function movingForests({ taken }: Choice, forests: readonly ForestHold[]): readonly ForestHold[] {
  if (taken === 'cloud-sync') return forests
  return taken === 'connect' ? [] : forests.filter((forest) => forest.held.length === 0)
}
