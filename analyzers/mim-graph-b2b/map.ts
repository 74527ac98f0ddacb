import { type Artefact, askedFor, deletionThreshold, templateJob } from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'
import type { Choice, Decided, Detection, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import type { PlacedConnector } from '../facts/connectors.js'
import { choose, designOf, isUnused, part } from '../facts/design.js'
import { placedOf } from '../facts/estate-questions.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { type GraphUse, graphUseOf } from './graph-use.js'

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const placed = placedOf(estate, detection)
  const found = graphUseOf(placed)
  const name = { connector: placed.connector.name }
  const makesAccounts = found.directories.length > 0
  const isIdle = isUnused(detection) || (found.importCount === 0 && found.written.length === 0)
  const choice = makesAccounts && !isIdle ? wayChoice(detection, found, placed, decided) : undefined
  const isMoved = choice?.taken === 'users-to-ad'
  return designOf(detection, {
    parts: isIdle
      ? [part('', 'retire', finding('M2E-GUES-114', name, placed.connector.at))]
      : partsOf(found, placed.connector.name, isMoved),
    target: targetOf(found, isIdle, name),
    blockers: [
      finding('M2E-GUES-201'),
      ...(makesAccounts ? [finding('M2E-GUES-202'), finding('M2E-GUES-203'), finding('M2E-GUES-204')] : []),
    ],
    losses: makesAccounts ? [finding('M2E-GUES-301')] : [],
    prerequisites: [finding('M2E-GUES-401', {}, placed.connector.connection.at)],
    handSteps: makesAccounts ? [finding('M2E-GUES-501'), finding('M2E-GUES-502')] : [],
    licences: [
      { level: 'p1', per: 'each person sourced, and each group provisioned to AD' },
      { level: 'guest-meter', per: 'each governed guest' },
    ],
    choices: choice === undefined ? [] : [choice],
    artefacts: isIdle
      ? [provisioningStep('connector-off', name, placed.connector.at)]
      : isMoved
        ? accountArtefacts(estate, found, placed)
        : [provisioningStep('connector-stays', name, placed.connector.at)],
    effort: effort(makesAccounts && found.marks.length > 0 ? 'L' : 'M', [
      finding('M2E-GUES-601', { types: found.types.length, count: found.written.length }),
    ]),
  })
}

function targetOf(found: GraphUse, isIdle: boolean, name: { readonly connector: string }): Finding {
  if (isIdle) return finding('M2E-GUES-103', name)
  return finding(found.directories.length > 0 || found.written.length === 0 ? 'M2E-GUES-101' : 'M2E-GUES-102', name)
}

function partsOf(found: GraphUse, connector: string, isMoved: boolean): readonly PartVerdict[] {
  const attributes = nameList(found.written.map((flow) => flow.attribute))
  const directories = nameList(found.directories.map((item) => item.name))
  return [
    ...(found.directories.length > 0
      ? [
          part(
            'accounts in AD',
            isMoved ? 'assisted' : 'keep',
            finding(
              isMoved ? 'M2E-GUES-115' : 'M2E-GUES-111',
              { connector, directories, count: found.directories.length },
              found.received.map((flow) => flow.at),
            ),
          ),
        ]
      : []),
    ...(found.written.length > 0
      ? [
          part(
            'writing to the cloud',
            'assisted',
            finding(
              'M2E-GUES-112',
              { connector, attributes },
              found.written.map((flow) => flow.at),
            ),
          ),
        ]
      : []),
    ...(found.directories.length === 0 && found.importCount > 0
      ? [part('reading from the cloud', 'assisted', finding('M2E-GUES-113', { connector }))]
      : []),
  ]
}

/** The connector as long as its successor is a preview. */
function wayChoice(
  detection: Detection,
  { directories }: GraphUse,
  { connector }: PlacedConnector,
  decided: Decided | undefined,
): Choice {
  const params = { connector: connector.name, directories: nameList(directories.map((item) => item.name)) }
  return choose(detection, decided, {
    id: 'mim-graph-b2b.way',
    question: finding('M2E-GUES-701', params, connector.at),
    options: [
      { id: 'keep', text: finding('M2E-GUES-702'), betterWhen: finding('M2E-GUES-703') },
      { id: 'users-to-ad', text: finding('M2E-GUES-704'), betterWhen: finding('M2E-GUES-705') },
    ],
    proposed: 'keep',
    because: finding('M2E-GUES-706', params),
  })
}

/** Accounts that Entra makes in each directory that receives guests today. */
function accountArtefacts(
  estate: Estate,
  { directories }: GraphUse,
  { connector }: PlacedConnector,
): readonly Artefact[] {
  return [
    ...directories.flatMap((directory): readonly Artefact[] => {
      const name = { target: directory.name }
      return [
        provisioningStep('agent', name, directory.at),
        provisioningStep('kerberos-trust', name, directory.at),
        templateJob({
          kind: 'users-to-ad',
          name: `Entra ID → ${directory.name} (guests to Active Directory)`,
          madeFrom: [connector.at, directory.at],
          sourceName: 'Microsoft Entra ID',
          targetName: 'Active Directory',
          pilot: { kind: 'unit', unit: askedFor('pilotGroups') },
          leaver: 'disable',
          deletionThreshold: deletionThreshold(estate, [directory.id, 'user']).count,
        }),
      ]
    }),
    provisioningStep('stop-import', { connector: connector.name }, connector.at),
  ]
}
