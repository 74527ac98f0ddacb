import type { Estate } from '../../src/model/index.js'
import type { Detection, TargetDesign } from '../analyzer.js'
import { designOf, part } from '../facts/design.js'
import { effort, finding } from '../finding.js'

export function map(detection: Detection, _estate: Estate): TargetDesign {
  const at = detection.evidence.flatMap((item) => item.at)
  return designOf(detection, {
    parts: [
      part('cards for sign-in to the cloud', 'redesign', finding('M2E-CRED-111', {}, at)),
      part('cards for sign-in to AD alone', 'keep', finding('M2E-CRED-112', {}, at)),
    ],
    target: finding('M2E-CRED-101', {}, at),
    blockers: [finding('M2E-CRED-201'), finding('M2E-CRED-202')],
    prerequisites: [finding('M2E-CRED-301'), finding('M2E-CRED-302')],
    handSteps: [finding('M2E-CRED-321')],
    licences: [
      { level: 'free', per: 'each person with certificate-based authentication' },
      { level: 'p1', per: 'each person under Conditional Access' },
    ],
    effort: effort('L', [finding('M2E-CRED-401')]),
  })
}
