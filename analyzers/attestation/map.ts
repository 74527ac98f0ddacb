import type { Estate } from '../../src/model/index.js'
import type { Decided, Detection, TargetDesign } from '../analyzer.js'
import { connectorsOf } from '../facts/connectors.js'
import { designOf, part } from '../facts/design.js'
import { distinctArtefacts } from '../facts/distinct.js'
import { exportsAttribute } from '../facts/flows.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { reviewArtefacts } from './artefacts.js'
import { ruleNames } from './detect.js'
import { attestationConnectors, expiryRules, recertifyingRules } from './rules.js'

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const at = detection.evidence.flatMap((item) => item.at)
  const connectors = attestationConnectors(estate)
  const asking = recertifyingRules(estate)
  const silent = expiryRules(estate).filter(
    (rule) => !asking.includes(rule) && !asking.some((other) => other.policy === rule.policy),
  )
  const writers = connectorsOf(estate, 'mim-sync').filter(
    ({ connector }) => connector.kind === 'active-directory' && exportsAttribute(connector, 'member').length > 0,
  )
  const count = connectors.length + asking.length + silent.length
  return designOf(detection, {
    parts: [
      ...(connectors.length === 0 ? [] : [part('campaigns', 'assisted', finding('M2E-ATT-111', {}, at))]),
      ...(asking.length === 0
        ? []
        : [
            part(
              'expiry with a question',
              'assisted',
              finding(
                'M2E-ATT-112',
                { rules: ruleNames(asking) },
                asking.map((rule) => rule.policy.object.at),
              ),
            ),
          ]),
      ...(silent.length === 0
        ? []
        : [
            part(
              'expiry without a question',
              'redesign',
              finding(
                'M2E-ATT-113',
                { rules: ruleNames(silent) },
                silent.map((rule) => rule.policy.object.at),
              ),
            ),
          ]),
    ],
    target: finding('M2E-ATT-101', {}, at),
    blockers: [
      writers.length > 0
        ? finding(
            'M2E-ATT-201',
            { connectors: nameList(writers.map((item) => item.connector.name)) },
            writers.flatMap((item) => exportsAttribute(item.connector, 'member').map((flow) => flow.at)),
          )
        : finding('M2E-ATT-202'),
      finding('M2E-ATT-203'),
    ],
    losses: [finding('M2E-ATT-211')],
    prerequisites: [finding('M2E-ATT-301')],
    handSteps: [finding('M2E-ATT-321')],
    licences: [
      { level: 'p2', per: 'each reviewer and each person under review' },
      { level: 'id-governance', per: 'each person under recommendations, inactivity or catalog reviews' },
    ],
    artefacts: distinctArtefacts(reviewArtefacts(estate, [...asking, ...silent], connectors, decided)),
    effort: effort(count > 5 || connectors.length > 0 ? 'M' : 'S', [finding('M2E-ATT-401', { count })]),
  })
}
