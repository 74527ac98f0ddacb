import type { Choice, Decided, Detection } from '../analyzer.js'
import { choose } from '../facts/design.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'
import type { Topology } from './topology.js'

const ways = ['cloud-sync', 'connect', 'connect-ldap', 'inbound'] as const satisfies readonly Topology['choice'][]

/** Which of Microsoft's ways off the connector, by the questions of the migration page in their order. */
export function wayChoice(detection: Detection, topology: Topology, decided: Decided | undefined): Choice {
  const forests = nameList(topology.directories) || 'the forests'
  const types = nameList(topology.types) || 'the objects'
  const because = {
    'cloud-sync': finding('M2E-FAAD-711', { types, forests }),
    connect: finding('M2E-FAAD-712', { types: nameList(topology.joined), forests }),
    'connect-ldap': finding('M2E-FAAD-713', { types: nameList(topology.outside), others: nameList(topology.ldap) }),
    inbound: finding('M2E-FAAD-714', { types: nameList(topology.outside) || types }),
  } as const
  return choose(detection, decided, {
    id: 'fim-aad-connector.way',
    question: finding('M2E-FAAD-701', { connector: detection.subject }),
    options: [
      { id: 'cloud-sync', text: finding('M2E-FAAD-702'), betterWhen: finding('M2E-FAAD-703') },
      { id: 'connect', text: finding('M2E-FAAD-704'), betterWhen: finding('M2E-FAAD-705') },
      { id: 'connect-ldap', text: finding('M2E-FAAD-706'), betterWhen: finding('M2E-FAAD-707') },
      { id: 'inbound', text: finding('M2E-FAAD-708'), betterWhen: finding('M2E-FAAD-709') },
    ],
    proposed: topology.choice,
    because: because[topology.choice],
  })
}

export function wayOf({ taken, proposed }: Choice): Topology['choice'] {
  return ways.find((way) => way === taken) ?? ways.find((way) => way === proposed) ?? 'cloud-sync'
}
