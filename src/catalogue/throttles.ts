import { cataloguedOn, type Dated, learnPage } from './fact.js'

/** How fast the services take what they are given. */
export interface Throttle extends Dated {
  readonly subject: string
  readonly text: string
  /** Numbers of the text; units in the name. */
  readonly limits: Readonly<Record<string, number>>
}

const today = { verifiedOn: cataloguedOn } as const

export const throttles = {
  'cycle.initial': {
    ...today,
    state: 'second-hand',
    subject: 'Initial cycle of a provisioning job',
    text: 'From 0.01 to 0.08 minutes for each user, group and membership in scope; up to 30 minutes below 1,000. Measured by Microsoft with four cloud applications; a job that goes through an agent may take longer.',
    limits: { minutesPerObjectLow: 0.01, minutesPerObjectHigh: 0.08, minutesBelowThousand: 30 },
    source: learnPage(
      '/entra/identity/app-provisioning/application-provisioning-when-will-provisioning-finish-specific-user',
    ),
  },
  'graph.writes': {
    ...today,
    state: 'verified',
    subject: 'Microsoft Graph: writes to the directory',
    text: '3,000 writes in 2.5 minutes for one application in one tenant.',
    limits: { writes: 3_000, minutes: 2.5 },
    source: learnPage('/graph/throttling-limits'),
  },
  'graph.on-demand': {
    ...today,
    state: 'verified',
    subject: 'Provisioning on demand',
    text: '5 requests in 10 seconds, one object each.',
    limits: { requests: 5, seconds: 10 },
    source: learnPage('/graph/api/synchronization-synchronizationjob-provisionondemand'),
  },
  'graph.governance': {
    ...today,
    state: 'unverified',
    subject: 'Identity governance: writes',
    text: 'No number is published; planned with one request at a time, one to three seconds each.',
    limits: { secondsPerWriteLow: 1, secondsPerWriteHigh: 3 },
    source: learnPage('/graph/throttling-limits'),
  },
  'soa.wave': {
    ...today,
    state: 'unverified',
    subject: 'Source of authority: objects at a time',
    text: 'No number is published; planned in portions of 200 objects with a look at the result after each.',
    limits: { objectsPerPortion: 200, minutesPerPortion: 60 },
    source: learnPage('/entra/identity/hybrid/concept-source-of-authority-overview'),
  },
} as const satisfies Readonly<Record<string, Throttle>>
