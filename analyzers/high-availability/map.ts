import type { Estate } from '../../src/model/index.js'
import type { Detection, TargetDesign } from '../analyzer.js'
import { designOf, part } from '../facts/design.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { serverName, serverOf } from '../facts/servers.js'
import { effort, finding } from '../finding.js'
import { twinsOf } from './detect.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const server = serverOf(estate, detection)
  const isConnect = server.product === 'connect-sync'
  const isProved = detection.evidence.some((item) => item.id !== 'M2E-HAVL-003')
  return designOf(detection, {
    parts: [
      part('standby', 'redesign', finding(isProved ? 'M2E-HAVL-111' : 'M2E-HAVL-113', {}, server.at)),
      ...(isConnect ? [part('Connect that stays', 'keep', finding('M2E-HAVL-112', {}, server.at))] : []),
    ],
    target: finding('M2E-HAVL-101', {}, server.at),
    blockers: [finding('M2E-HAVL-201'), ...(isConnect ? [finding('M2E-HAVL-202')] : [])],
    losses: [finding('M2E-HAVL-301')],
    prerequisites: [finding('M2E-HAVL-401')],
    handSteps: [finding('M2E-HAVL-501')],
    licences: [{ level: 'free', per: 'agents and Connect' }],
    artefacts: [
      provisioningStep('agents-in-two-sites', {}, server.at),
      provisioningStep('standby-last', { server: serverName(server) }, server.at),
    ],
    effort: effort('S', [finding('M2E-HAVL-601', { count: twinsOf(estate, server).length })]),
  })
}
