import type { Artefact } from '../../src/entra/index.js'
import type { Connector, Estate, RunStep, SyncServer } from '../../src/model/index.js'
import type { Detection, PartVerdict, TargetDesign } from '../analyzer.js'
import { designOf, part, when } from '../facts/design.js'
import { distinct } from '../facts/provisioning.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { isTrue, parameterOf, parameterText, serverName, serverOf } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { isChain, isCombined, type PlacedProfile, profileNames, profilesOf, stepPlaces, withStep } from './profiles.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const server = serverOf(estate, detection)
  const profiles = profilesOf(server)
  const chains = profiles.filter(isChain)
  const isConnect = server.product === 'connect-sync'
  return designOf(detection, {
    parts: [
      ...connectorsIn(profiles).map((connector) => connectorPart(connector, profiles)),
      ...specialParts(profiles),
      ...(isConnect ? connectParts(server) : []),
    ],
    target: finding(isConnect ? 'M2E-RUNS-102' : 'M2E-RUNS-101', {}, server.at),
    blockers: [
      ...when(
        chains.length > 0,
        finding(
          'M2E-RUNS-201',
          { count: chains.length },
          chains.map(({ profile }) => profile.at),
        ),
      ),
      finding('M2E-RUNS-202'),
      finding('M2E-RUNS-203'),
    ],
    losses: [finding('M2E-RUNS-301')],
    prerequisites: [finding('M2E-RUNS-401')],
    handSteps: [finding('M2E-RUNS-501')],
    licences: [{ level: 'none', per: 'jobs run by themselves' }],
    artefacts: distinct(scheduleSteps(server, profiles)),
    effort: effort(chains.length > 0 ? 'M' : 'S', [
      finding('M2E-RUNS-601', { profiles: profiles.length, chains: chains.length }),
    ]),
  })
}

/** One step a connector, since each is stopped with its own cutover; limits are set once. */
function scheduleSteps(server: SyncServer, profiles: readonly PlacedProfile[]): readonly Artefact[] {
  const limited = withStep(profiles, (step) => step.deletionLimit !== undefined)
  const limits = limited.flatMap(({ profile, steps }) =>
    steps.map((step) => `${profile.name} ${String(step.deletionLimit)}`),
  )
  return [
    ...(limited.length === 0
      ? []
      : [
          provisioningStep(
            'limits-to-thresholds',
            { server: serverName(server), limits: nameList(limits, 5) },
            ...stepPlaces(limited),
          ),
        ]),
    ...connectorsIn(profiles).map((connector) => {
      const own = profiles.filter((placed) => placed.connector.id === connector.id)
      const names = nameList(
        own.map(({ profile }) => profile.name),
        6,
      )
      const params = { connector: connector.name, server: serverName(server), profiles: names }
      return provisioningStep('schedule-off', params, ...own.map(({ profile }) => profile.at))
    }),
  ]
}

function connectorsIn(profiles: readonly PlacedProfile[]): readonly Connector[] {
  return [...new Map(profiles.map(({ connector }) => [connector.id, connector])).values()]
}

function connectorPart(connector: Connector, profiles: readonly PlacedProfile[]): PartVerdict {
  const own = profiles.filter((placed) => placed.connector.id === connector.id)
  const kinds = [...new Set(own.flatMap(({ profile }) => profile.steps.map((step) => step.kind)))].sort()
  return part(
    connector.name,
    'retire',
    finding(
      'M2E-RUNS-111',
      { connector: connector.name, count: own.length, kinds: kinds.join(', ') },
      own.map(({ profile }) => profile.at),
    ),
  )
}

/** What a step does beyond running. */
function specialParts(profiles: readonly PlacedProfile[]): readonly PartVerdict[] {
  const combined = withStep(profiles, isCombined)
  const deletions = withStep(profiles, (step) => step.deletionLimit !== undefined)
  const objects = withStep(profiles, (step) => step.objectLimit !== undefined)
  const drops = withStep(profiles, (step) => step.dropFile.mode !== 'none')
  const names = (found: readonly PlacedProfile[]) => ({ profiles: nameList(profileNames(found)) })
  const limits = (found: typeof deletions, limit: (step: RunStep) => number | undefined): string =>
    nameList([...new Set(found.flatMap((item) => item.steps.map((step) => String(limit(step)))))])
  const files = drops.flatMap((item) => item.steps.map((step) => step.dropFile.name)).filter((name) => name !== '')
  const rows: readonly (readonly [typeof combined, () => PartVerdict])[] = [
    [combined, () => part('combined steps', 'retire', finding('M2E-RUNS-112', names(combined), stepPlaces(combined)))],
    [
      deletions,
      () =>
        part(
          'deletion limits',
          'assisted',
          finding(
            'M2E-RUNS-113',
            { ...names(deletions), limits: limits(deletions, (step) => step.deletionLimit) },
            stepPlaces(deletions),
          ),
        ),
    ],
    [
      objects,
      () =>
        part(
          'object limits',
          'redesign',
          finding(
            'M2E-RUNS-114',
            { ...names(objects), limits: limits(objects, (step) => step.objectLimit) },
            stepPlaces(objects),
          ),
        ),
    ],
    [
      drops,
      () =>
        part(
          'drop files',
          'redesign',
          finding('M2E-RUNS-115', { ...names(drops), files: nameList(files) || 'no name' }, stepPlaces(drops)),
        ),
    ],
  ]
  return rows.filter(([found]) => found.length > 0).map(([, make]) => make())
}

function connectParts(server: SyncServer): readonly PartVerdict[] {
  const threshold = parameterOf(server, 'Microsoft.OptionalFeature.ExportDeletionThreshold')
  const limit = parameterText(server, 'Microsoft.OptionalFeature.ExportDeletionThresholdValue') || '500'
  return [
    part('scheduler of Connect', 'retire', finding('M2E-RUNS-116', {}, server.at)),
    ...(threshold !== undefined && isTrue(server, threshold.name)
      ? [part('deletion threshold of Connect', 'assisted', finding('M2E-RUNS-117', { limit }, threshold.at))]
      : []),
  ]
}
