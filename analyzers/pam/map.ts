import type { Estate, ServiceObject } from '../../src/model/index.js'
import type { Detection, PartVerdict, TargetDesign } from '../analyzer.js'
import { designOf, part, when } from '../facts/design.js'
import { distinctArtefacts } from '../facts/distinct.js'
import { nameList, servicesOf, textOf } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { aroundRoles, roleDesign } from './artefacts.js'
import { candidatesOf, pamRoles } from './detect.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const roles = pamRoles(estate)
  const held = roles.filter((role) => candidatesOf(role) > 0)
  const candidates = held.reduce((sum, role) => sum + candidatesOf(role), 0)
  const designs = servicesOf(estate).flatMap((service) =>
    held.filter((role) => service.objects.includes(role)).map((role) => roleDesign(service, role)),
  )
  const unknown = designs.reduce((sum, design) => sum + design.unknown, 0)
  return designOf(detection, {
    parts: partsOf(roles, held),
    target: finding('M2E-PAM-101', {}, places(roles)),
    blockers: [
      ...when(held.length > 0, finding('M2E-PAM-201', { count: held.length }, places(held))),
      finding('M2E-PAM-202'),
      finding('M2E-PAM-203'),
      finding('M2E-PAM-204'),
    ],
    losses: when(unknown > 0, finding('M2E-PAM-211', { count: unknown }, places(held))),
    prerequisites: [finding('M2E-PAM-301'), finding('M2E-PAM-302')],
    handSteps: [finding('M2E-PAM-321')],
    licences: [{ level: 'p2', per: 'each person eligible or approving' }],
    effort: effort(held.length > 10 ? 'L' : 'M', [finding('M2E-PAM-401', { count: held.length, candidates })]),
    artefacts: distinctArtefacts([...designs.flatMap((design) => design.artefacts), ...aroundRoles(roles)]),
  })
}

function places(roles: readonly ServiceObject[]) {
  return roles.slice(0, 20).map((role) => role.at)
}

function isOn(role: ServiceObject, name: string): boolean {
  return /^true$/i.test(textOf(role, name))
}

function partsOf(roles: readonly ServiceObject[], held: readonly ServiceObject[]): readonly PartVerdict[] {
  const withMfa = held.filter((role) => isOn(role, 'msidmPamRoleMfaEnabled') || isOn(role, 'msidmPamIsRoleMfaEnabled'))
  const windowed = held.filter(
    (role) => textOf(role, 'msidmPamRoleAvailableFrom') !== '' || textOf(role, 'msidmPamRoleAvailableTo') !== '',
  )
  const idle = roles.filter((role) => !held.includes(role))
  const tier = part('rights in AD of tier 0', 'keep', finding('M2E-PAM-112'))
  if (roles.length === 0) return [part('', 'redesign', finding('M2E-PAM-115')), tier]
  return [
    ...(held.length === 0
      ? []
      : [
          part(
            'roles',
            'redesign',
            finding(
              'M2E-PAM-111',
              { count: held.length, roles: nameList(held.map((role) => role.displayName)) },
              places(held),
            ),
            ...when(withMfa.length > 0, finding('M2E-PAM-113', { count: withMfa.length }, places(withMfa))),
            ...when(windowed.length > 0, finding('M2E-PAM-114', { count: windowed.length }, places(windowed))),
          ),
          tier,
        ]),
    ...(idle.length === 0
      ? []
      : [part('roles without candidates', 'retire', finding('M2E-PAM-116', { count: idle.length }, places(idle)))]),
  ]
}
