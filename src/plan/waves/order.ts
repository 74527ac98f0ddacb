import type { Finding } from '../../../analyzers/analyzer.js'
import { finding } from '../../../analyzers/finding.js'
import { compareText, type WaveDecision } from '../../model/index.js'

const people = ['hr-sap', 'hr-cloud', 'hr-onprem'] as const
const groups = ['ad-groups', 'soa-groups', 'groups-to-ad-apps'] as const
const applications = ['app-onprem', 'saas-provisioning', 'custom-app-scim'] as const

/**
 * What has to be through before a scenario cuts over. Data is clean before anything moves, the way into the tenant stands
 * before people take it, people are there before rules and requests name them, groups are switched before users, and what
 * drives the old engine ends with it.
 */
const needs: Readonly<Record<string, readonly string[]>> = {
  'data-cleanup': [],
  'audit-reporting': ['data-cleanup'],
  'strong-credentials': ['data-cleanup'],
  'fim-aad-connector': ['data-cleanup'],
  'connect-to-cloud-sync': ['data-cleanup'],
  'gal-cross-org': ['fim-aad-connector', 'connect-to-cloud-sync'],
  'mim-graph-b2b': ['fim-aad-connector', 'connect-to-cloud-sync'],
  ...Object.fromEntries(people.map((id) => [id, ['fim-aad-connector', 'connect-to-cloud-sync']])),
  'exchange-mailbox': people,
  'dynamic-groups': people,
  'access-requests': people,
  'self-service-groups': people,
  sspr: people,
  'portal-workflows': people,
  'bhold-roles': [...people, 'dynamic-groups'],
  ...Object.fromEntries(groups.map((id) => [id, ['dynamic-groups', 'access-requests', 'self-service-groups', 'sspr']])),
  pam: groups,
  attestation: ['bhold-roles', ...groups],
  ...Object.fromEntries(applications.map((id) => [id, groups])),
  'pcns-password-sync': applications,
  'ad-to-ad-sync': ['exchange-mailbox', ...groups],
  'soa-users': [
    ...applications,
    ...groups,
    'exchange-mailbox',
    'pcns-password-sync',
    'ad-to-ad-sync',
    'gal-cross-org',
    'strong-credentials',
  ],
  'codeless-provisioning': ['soa-users', 'portal-workflows', 'bhold-roles', 'attestation', 'pam'],
  'run-scheduling': ['codeless-provisioning', 'mim-graph-b2b', 'audit-reporting'],
  'high-availability': ['codeless-provisioning', 'mim-graph-b2b', 'audit-reporting'],
}

/** Everything that has to be through before, over any number of steps. */
export function predecessorsOf(scenario: string): ReadonlySet<string> {
  const found = new Set<string>()
  const waiting = [...(needs[scenario] ?? [])]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue
    found.add(next)
    waiting.push(...(needs[next] ?? []))
  }
  return found
}

export interface Placement {
  readonly scenario: string
  /** From 1. */
  readonly wave: number
  /** Scenarios of this plan that have to be through before. */
  readonly after: readonly string[]
  /** The consultant placed it. */
  readonly decided: boolean
  /** Placed before what it needs: which ones. */
  readonly conflict: Finding | undefined
}

/**
 * The earliest wave for each scenario: the one after the last of those it needs. A placed one stays where it was placed, and
 * what needs it follows.
 */
export function placeInWaves(scenarios: readonly string[], placed: readonly WaveDecision[]): readonly Placement[] {
  const done = new Map<string, Placement>()
  const place = (scenario: string): Placement => {
    const known = done.get(scenario)
    if (known !== undefined) return known
    const before = predecessorsOf(scenario)
    const after = scenarios.filter((other) => before.has(other))
    const earliest = 1 + Math.max(0, ...after.map((other) => place(other).wave))
    const decision = placed.find((item) => item.scenario === scenario)
    const wave = decision?.wave ?? earliest
    const late = after.filter((other) => place(other).wave >= wave)
    const conflict =
      late.length === 0
        ? undefined
        : finding('M2E-WAVE-201', { scenario, wave, needs: [...late].sort(compareText).join(', ') }, decision?.at ?? [])
    const made = { scenario, wave, after, decided: decision !== undefined, conflict }
    done.set(scenario, made)
    return made
  }
  return scenarios.map(place)
}
