import type { Estate, SyncServer } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { type Sighting, when } from '../facts/design.js'
import { isTrue, parameterOf, parameterText, serverName, serversOf, subjectOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'
import { isChain, profileNames, profilesOf, stepPlaces, withStep } from './profiles.js'

/** One sighting a server that has profiles to run. */
export function sight(estate: Estate): readonly Sighting[] {
  return serversOf(estate).flatMap((server) => {
    const evidence = evidenceOf(server)
    return evidence.length === 0 ? [] : [{ ...subjectOf(server), evidence }]
  })
}

function evidenceOf(server: SyncServer): readonly Finding[] {
  const profiles = profilesOf(server)
  if (profiles.length === 0) return []
  const chains = profiles.filter(isChain)
  const limited = withStep(profiles, (step) => step.deletionLimit !== undefined || step.objectLimit !== undefined)
  const steps = profiles.reduce((sum, { profile }) => sum + profile.steps.length, 0)
  return [
    finding(
      'M2E-RUNS-001',
      {
        server: serverName(server),
        profiles: profiles.length,
        steps,
        connectors: new Set(profiles.map(({ connector }) => connector.id)).size,
      },
      profiles.map(({ profile }) => profile.at),
    ),
    ...when(
      chains.length > 0,
      finding(
        'M2E-RUNS-002',
        { count: chains.length, profiles: nameList(profileNames(chains)) },
        chains.map(({ profile }) => profile.at),
      ),
    ),
    ...schedulerOf(server),
    ...when(
      limited.length > 0,
      finding(
        'M2E-RUNS-004',
        { count: stepPlaces(limited).length, profiles: nameList(profileNames(limited)) },
        stepPlaces(limited),
      ),
    ),
  ]
}

/** Connect has a scheduler of its own, and its parameters are in the export. */
function schedulerOf(server: SyncServer): readonly Finding[] {
  const schedule = parameterOf(server, 'Microsoft.Synchronize.SynchronizationSchedule')
  if (server.product !== 'connect-sync' || schedule === undefined) return []
  const isOff =
    !isTrue(server, 'Microsoft.Synchronize.SynchronizationSchedule') ||
    isTrue(server, 'Microsoft.Synchronize.SchedulerSuspended')
  const interval = parameterText(server, 'Microsoft.Synchronize.TimeInterval') || 'interval that is not stated'
  const policy = parameterText(server, 'Microsoft.Synchronize.SynchronizationPolicy') || 'policy not stated'
  return [
    finding('M2E-RUNS-003', { interval, policy }, schedule.at),
    ...when(isOff, finding('M2E-RUNS-011', {}, schedule.at)),
  ]
}
