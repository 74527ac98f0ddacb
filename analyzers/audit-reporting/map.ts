import type { Estate } from '../../src/model/index.js'
import type { Detection, TargetDesign } from '../analyzer.js'
import { designOf, part } from '../facts/design.js'
import { textOf } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { logSteps } from './artefacts.js'
import { ownRetention } from './detect.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const at = detection.evidence.flatMap((item) => item.at)
  const retention = ownRetention(estate)
  const hasReports = detection.evidence.some((item) => ['M2E-AUD-001', 'M2E-AUD-003', 'M2E-AUD-004'].includes(item.id))
  return designOf(detection, {
    parts: [
      ...(hasReports ? [part('reports', 'assisted', finding('M2E-AUD-111', {}, at))] : []),
      ...(retention === undefined
        ? []
        : [
            part(
              'retention',
              'assisted',
              finding('M2E-AUD-113', { days: textOf(retention, 'RetentionPeriod') }, retention.at),
            ),
          ]),
      part('history', 'assisted', finding('M2E-AUD-112', {}, at)),
    ],
    target: finding('M2E-AUD-101', {}, at),
    blockers: [...(hasReports ? [finding('M2E-AUD-201')] : []), finding('M2E-AUD-202')],
    prerequisites: [finding('M2E-AUD-301')],
    handSteps: [finding('M2E-AUD-321')],
    licences: [{ level: 'p1', per: 'the tenant, plus the consumption of the Azure workspace' }],
    artefacts: logSteps(estate, retention, at),
    effort: effort(hasReports ? 'M' : 'S', [finding('M2E-AUD-401')]),
  })
}
