import type { Artefact } from '../../src/entra/index.js'
import type { Connector, Estate } from '../../src/model/index.js'
import type { Detection, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import { designOf, part, when } from '../facts/design.js'
import { kindName } from '../facts/estate-questions.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { serverOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { passwordFlowOf } from './detect.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const { targets = [], sources = [] } = passwordFlowOf(serverOf(estate, detection)) ?? {}
  const insecure = targets.filter((item) => item.passwordSync.allowLowSecurity === true)
  const extended = targets.filter((item) => item.passwordSync.extensionEnabled)
  return designOf(detection, {
    parts: [part('sending of passwords', 'redesign', finding('M2E-PCNS-111')), ...targets.map(targetPart)],
    target: finding('M2E-PCNS-101', { targets: nameList(targets.map((item) => item.name)) }),
    blockers: [
      finding('M2E-PCNS-201'),
      ...when(
        insecure.length > 0,
        finding(
          'M2E-PCNS-202',
          { connectors: nameList(insecure.map((item) => item.name)) },
          insecure.map((item) => item.passwordSync.at),
        ),
      ),
    ],
    losses: [finding('M2E-PCNS-301')],
    prerequisites: [finding('M2E-PCNS-401'), ...when(sources.length === 0, finding('M2E-PCNS-402'))],
    handSteps: [finding('M2E-PCNS-501'), finding('M2E-PCNS-502')],
    licences: [
      { level: 'free', per: 'single sign-on' },
      { level: 'p1', per: 'each person who uses Application Proxy' },
    ],
    artefacts: [...targets.flatMap(targetSteps), removalStep(sources)],
    effort: effort(targets.length > 4 ? 'XL' : targets.length > 1 ? 'L' : 'M', [
      finding('M2E-PCNS-601', { count: targets.length }),
      ...when(extended.length > 0, finding('M2E-PCNS-602', { count: extended.length })),
    ]),
  })
}

/** Another forest keeps its own passwords; the tenant takes hashes; every other system stops having one. */
function targetSteps(target: Connector): readonly Artefact[] {
  const name = { target: target.name }
  const off = provisioningStep('password-target-off', name, target.passwordSync.at)
  if (target.kind === 'entra-id') return [provisioningStep('password-hash', name, target.passwordSync.at), off]
  return [provisioningStep('single-sign-on', name, target.passwordSync.at), off]
}

function removalStep(sources: readonly Connector[]): Artefact {
  const names = nameList(sources.map((item) => item.name)) || 'the source domains'
  return provisioningStep('pcns-removal', { sources: names }, ...sources.map((item) => item.passwordSync.at))
}

function targetPart(target: Connector): PartVerdict {
  return part(target.name, 'keep', reasonOf(target))
}

function reasonOf(target: Connector): Finding {
  const params = { target: target.name, kind: kindName(target) }
  if (target.kind === 'active-directory') return finding('M2E-PCNS-112', params, target.passwordSync.at)
  return finding(target.kind === 'entra-id' ? 'M2E-PCNS-114' : 'M2E-PCNS-113', params, target.passwordSync.at)
}
