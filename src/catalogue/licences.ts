import { cataloguedOn, type Dated, learnPage } from './fact.js'

export type LicenceId = 'free' | 'p1' | 'p2' | 'id-governance' | 'guest-meter'

export interface Licence extends Dated {
  readonly name: string
  /** What a tenant gets with it, beyond the levels below. */
  readonly gives: readonly string[]
  /** Days provisioning, sign-in and audit logs are kept, where the level decides it. */
  readonly logDays?: number
}

const fundamentals = learnPage('/entra/id-governance/licensing-fundamentals')
const known = { verifiedOn: cataloguedOn, state: 'verified' } as const

/** Levels of licence, in ascending order; what a scenario needs is the highest level of its parts. */
export const licences = {
  free: {
    ...known,
    name: 'Microsoft Entra ID Free',
    gives: [
      'Cloud Sync and Connect',
      'source of authority switches',
      'users to SaaS apps',
      'certificate-based authentication',
      '7 days of logs',
    ],
    logDays: 7,
    source: learnPage('/entra/fundamentals/licensing'),
  },
  p1: {
    ...known,
    name: 'Microsoft Entra ID P1',
    gives: [
      'HR and API-driven inbound provisioning (each person sourced)',
      'on-premises application provisioning',
      'groups to apps',
      'dynamic groups (each distinct member)',
      'self-service group join and approval',
      'password reset with writeback',
      'cross-tenant synchronization of users',
      '30 days of logs',
      'Microsoft Identity Manager itself',
    ],
    logDays: 30,
    source: learnPage('/entra/fundamentals/licensing'),
  },
  p2: {
    ...known,
    name: 'Microsoft Entra ID P2',
    gives: ['Privileged Identity Management', 'access review basics', 'entitlement management basics'],
    logDays: 30,
    source: fundamentals,
  },
  'id-governance': {
    ...known,
    name: 'Microsoft Entra ID Governance',
    gives: [
      'lifecycle workflows',
      'auto-assign and sponsor policies',
      'custom extensions',
      'Verified ID checks',
      'machine-assisted and catalog reviews',
      'cross-tenant synchronization of groups',
      'Entra to AD beyond two new configurations',
      'account discovery (preview)',
    ],
    source: fundamentals,
  },
  'guest-meter': {
    ...known,
    name: 'Guest billing meter',
    gives: ['governed guests count on a meter tied to an Azure subscription, enforced since January 2026'],
    source: learnPage('/entra/id-governance/microsoft-entra-id-governance-licensing-for-guest-users'),
  },
} as const satisfies Readonly<Record<LicenceId, Licence>>
