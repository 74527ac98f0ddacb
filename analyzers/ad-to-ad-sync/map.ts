import type { Estate } from '../../src/model/index.js'
import type { Decided, Detection, PartVerdict, TargetDesign } from '../analyzer.js'
import { designOf, isUnused, part, when } from '../facts/design.js'
import { isGroupClass } from '../facts/membership.js'
import { noProvisioning } from '../facts/provisioning.js'
import { forestOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { pairProvisioning } from './jobs.js'
import { type ForestPair, forestPairs, pairName } from './pairs.js'
import { decisionPart, wayChoice } from './way.js'

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const all = forestPairs(estate)
  const pairs = all.filter((pair) => pairName(pair) === detection.subject && pair.target.id === detection.subjectId)
  const [first] = pairs
  if (first === undefined) throw new Error(`No pair ${detection.subject} in this Estate`)
  const targetForest = forestOf(first.target)
  const mail = pairs
    .flatMap((pair) => pair.copied)
    .map((flow) => flow.attribute)
    .filter((name) => /^(homeMDB|msExch)/i.test(name))
  const forests = new Set(all.map(pairName)).size
  const choice = wayChoice(detection, pairs, mail, decided)
  const size = forests > 2 ? 'XL' : mail.length > 0 ? 'L' : 'M'
  return designOf(detection, {
    parts: isUnused(detection)
      ? [part('', 'retire', finding('M2E-ADAD-114', { target: first.target.name }, first.target.at))]
      : [...pairs.map((pair) => typePart(pair, detection)), ...decisionPart(choice, targetForest)],
    target: finding('M2E-ADAD-101', { targetForest }, first.target.at),
    blockers: [finding('M2E-ADAD-201'), finding('M2E-ADAD-202'), finding('M2E-ADAD-203')],
    losses: [finding('M2E-ADAD-301', { targetForest })],
    prerequisites: [finding('M2E-ADAD-401'), finding('M2E-ADAD-402', { targetForest })],
    handSteps: [finding('M2E-ADAD-501')],
    licences: [
      { level: 'free', per: 'both forests in one tenant' },
      { level: 'p1', per: 'groups provisioned from Entra to AD' },
    ],
    choices: isUnused(detection) ? [] : [choice],
    ...(isUnused(detection) ? noProvisioning : pairProvisioning(estate, first, choice)),
    effort: effort(size, [
      ...pairs.map((pair) =>
        finding(
          'M2E-ADAD-601',
          { count: pair.copied.length, type: pair.type },
          pair.copied.map((flow) => flow.at),
        ),
      ),
      ...when(mail.length > 0, finding('M2E-ADAD-602', { attributes: nameList(mail), targetForest })),
      ...when(forests > 1, finding('M2E-ADAD-603', { count: forests })),
    ]),
  })
}

function typePart(pair: ForestPair, detection: Detection): PartVerdict {
  const groups = pair.copied.filter((flow) => isGroupClass(flow.connectorObjectType))
  const forests = { sourceForest: forestOf(pair.source), targetForest: forestOf(pair.target) }
  return part(
    pair.type,
    'redesign',
    finding(
      'M2E-ADAD-111',
      forests,
      pair.copied.map((flow) => flow.at),
    ),
    ...when(
      detection.evidence.some((item) => item.id === 'M2E-ADAD-003'),
      finding('M2E-ADAD-112', {}, pair.source.passwordSync.at),
    ),
    ...when(groups.length > 0, finding('M2E-ADAD-113', { ...forests, count: groups.length, type: pair.type })),
  )
}
