import type { Estate } from '../../src/model/index.js'
import { hasExportStep } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { forestOf } from '../facts/servers.js'
import { customObjectsOf, nameList } from '../facts/service.js'
import { finding } from '../finding.js'
import { type ForestPair, forestPairs, pairName } from './pairs.js'

/** One sighting a pair of forests: people and groups of one pair belong together. */
export function sight(estate: Estate): readonly Sighting[] {
  const pairs = forestPairs(estate)
  const names = [...new Set(pairs.map(pairName))]
  const pamRoles = estate.services.flatMap((service) => customObjectsOf(service, 'msidmPamRole'))
  return names.map((name) => {
    const same = pairs.filter((pair) => pairName(pair) === name)
    return {
      name,
      id: same[0]?.target.id ?? '',
      evidence: [
        ...same.flatMap(evidenceOf),
        ...when(
          pamRoles.length > 0,
          finding(
            'M2E-ADAD-005',
            { targetForest: same[0] === undefined ? '' : forestOf(same[0].target) },
            pamRoles.map((item) => item.at),
          ),
        ),
      ],
    }
  })
}

function evidenceOf(pair: ForestPair) {
  const { source, target, type, copied, creating, returned } = pair
  const params = {
    source: source.name,
    target: target.name,
    sourceForest: forestOf(source),
    targetForest: forestOf(target),
    type,
  }
  const links = source.passwordSync.sourcePartitions.some((item) => item.targetConnectorIds.includes(target.id))
  return [
    finding('M2E-ADAD-001', { ...params, count: copied.length }, [
      ...source.projections.map((item) => item.at),
      ...copied.map((flow) => flow.at),
    ]),
    ...when(
      creating.length > 0,
      finding(
        'M2E-ADAD-002',
        { ...params, attributes: nameList([...new Set(creating.map((flow) => flow.attribute))]) },
        creating.map((flow) => flow.at),
      ),
    ),
    ...when(links, finding('M2E-ADAD-003', params, source.passwordSync.at)),
    ...when(
      returned.length > 0,
      finding(
        'M2E-ADAD-004',
        { ...params, count: returned.length },
        returned.map((item) => item.at),
      ),
    ),
    ...when(target.runProfiles.length > 0 && !hasExportStep(target), finding('M2E-ADAD-011', params, target.at)),
  ]
}
