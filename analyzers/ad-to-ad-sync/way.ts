import type { Choice, Decided, Detection, PartVerdict } from '../analyzer.js'
import { choose, part } from '../facts/design.js'
import { isGroupClass } from '../facts/membership.js'
import { forestOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'
import type { ForestPair } from './pairs.js'

/** Why the copy exists decides: mailboxes, groups alone, or accounts that people sign in with. */
export function wayChoice(
  detection: Detection,
  pairs: readonly ForestPair[],
  mail: readonly string[],
  decided: Decided | undefined,
): Choice {
  const [first] = pairs
  const params = {
    sourceForest: first === undefined ? '' : forestOf(first.source),
    targetForest: first === undefined ? '' : forestOf(first.target),
    attributes: nameList([...new Set(mail)], 5),
  }
  const onlyGroups = pairs.every((pair) => pair.copied.every((flow) => isGroupClass(flow.connectorObjectType)))
  const [proposed, because] =
    mail.length > 0
      ? (['cloud-mailboxes', 'M2E-ADAD-711'] as const)
      : onlyGroups
        ? (['groups-to-ad', 'M2E-ADAD-712'] as const)
        : (['one-tenant', 'M2E-ADAD-713'] as const)
  return choose(detection, decided, {
    id: 'ad-to-ad-sync.way',
    question: finding('M2E-ADAD-701', params),
    options: [
      { id: 'one-tenant', text: finding('M2E-ADAD-702', params), betterWhen: finding('M2E-ADAD-703', params) },
      { id: 'users-to-ad', text: finding('M2E-ADAD-704', params), betterWhen: finding('M2E-ADAD-705', params) },
      { id: 'groups-to-ad', text: finding('M2E-ADAD-706', params), betterWhen: finding('M2E-ADAD-707', params) },
      { id: 'cloud-mailboxes', text: finding('M2E-ADAD-708', params), betterWhen: finding('M2E-ADAD-709', params) },
    ],
    proposed,
    because: finding(because, params),
  })
}

/** What the copies become is said of each type; a decision says it of all. */
export function decisionPart({ taken, proposed }: Choice, targetForest: string): readonly PartVerdict[] {
  if (taken === proposed) return []
  return [part('decision', 'redesign', finding('M2E-ADAD-115', { way: taken, targetForest }))]
}
