import type { Artefact } from '../../src/entra/index.js'
import type { Connector, Estate } from '../../src/model/index.js'
import type { Decided, Detection, Finding, TargetDesign } from '../analyzer.js'
import { designOf, isUnused, part, when } from '../facts/design.js'
import { placedOf } from '../facts/estate-questions.js'
import { type HrFacts, hrFactsOf } from '../facts/hr-facts.js'
import { type HrSource, hrSourceOf } from '../facts/hr-source.js'
import { type TargetMessages, targetChoice } from '../facts/hr-target.js'
import { inboundProvisioning, writebackJob } from '../facts/inbound-provisioning.js'
import { noProvisioning } from '../facts/provisioning.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { sapHosts } from './detect.js'

const targetMessages: TargetMessages = {
  question: 'M2E-HRSAP-501',
  directory: 'M2E-HRSAP-502',
  directoryWhen: 'M2E-HRSAP-503',
  tenant: 'M2E-HRSAP-504',
  tenantWhen: 'M2E-HRSAP-505',
  hasDirectory: 'M2E-HRSAP-506',
  hasNone: 'M2E-HRSAP-507',
}

/** Where people go, and why: today's directories, or the decision against them. */
function whereReason({ directories }: HrFacts, toDirectory: boolean): Finding {
  const params = { directories: nameList(directories) }
  if (toDirectory) return directories.length > 0 ? finding('M2E-HRSAP-105', params) : finding('M2E-HRSAP-509')
  return directories.length > 0 ? finding('M2E-HRSAP-508', params) : finding('M2E-HRSAP-106')
}

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const placed = placedOf(estate, detection)
  const { connector } = placed
  const source = hrSourceOf(estate, placed)
  const facts = hrFactsOf(estate, placed, source)
  const hosts = sapHosts(estate, placed)
  const name = { connector: connector.name }
  const choice = targetChoice(detection, decided, facts.directories, connector.at, targetMessages)
  const toAd = choice.taken === 'active-directory'
  const target = { target: toAd ? 'Active Directory' : 'Entra ID' }
  const isSuccessFactors = hosts.some((host) => host.product === 'SAP SuccessFactors')
  const key =
    source.fed.find((item) => /employee(id|number)|pernr/i.test(item.attribute))?.attribute ?? 'The personnel number'
  const identity = facts.scriptedIdentity
  const people = part(
    'people',
    'assisted',
    isSuccessFactors
      ? finding(
          'M2E-HRSAP-103',
          { ...name, hosts: nameList(hosts.map((host) => host.name)) },
          hosts.map((host) => host.at),
        )
      : finding('M2E-HRSAP-104', name, connector.at),
    whereReason(facts, toAd),
  )
  const parts = isUnused(detection)
    ? [part('', 'retire', finding('M2E-HRSAP-109', name, connector.at))]
    : [
        people,
        ...(identity.length === 0
          ? []
          : [
              part(
                'computed identity',
                'redesign',
                finding(
                  'M2E-HRSAP-107',
                  { attributes: nameList(identity.map((item) => item.attribute)) },
                  identity.map((item) => item.at),
                ),
              ),
            ]),
        ...(source.isImportOnly
          ? []
          : [
              part(
                'writeback',
                'keep',
                finding(
                  'M2E-HRSAP-108',
                  { ...name, attributes: nameList(source.writtenBack) },
                  connector.exportFlows.map((set) => set.at),
                ),
              ),
            ]),
      ]
  const isLarge = facts.scripted.length > 0 || facts.merged.length > 0
  return designOf(detection, {
    parts,
    target: finding(isSuccessFactors ? 'M2E-HRSAP-101' : 'M2E-HRSAP-102', target, connector.connection.at),
    blockers: [
      ...when(
        facts.shared.length > 0,
        finding('M2E-HRSAP-201', { ...name, count: facts.shared.length, others: nameList(facts.sharedWith) }),
      ),
      ...when(isSuccessFactors, finding('M2E-HRSAP-202')),
      ...when(!toAd, finding('M2E-HRSAP-203')),
      finding('M2E-HRSAP-204'),
    ],
    losses: when(facts.shared.length > 0, finding('M2E-HRSAP-211')),
    prerequisites: [
      finding('M2E-HRSAP-301'),
      finding('M2E-HRSAP-302', { key }),
      ...when(toAd, finding('M2E-HRSAP-303')),
    ],
    handSteps: [finding('M2E-HRSAP-321')],
    licences: [
      { level: 'p1', per: 'each person who comes from SAP' },
      { level: 'id-governance', per: 'each person under a lifecycle workflow, where workflows are wanted' },
    ],
    effort: effort(isLarge ? 'L' : source.fed.length > 30 ? 'M' : 'S', [
      finding('M2E-HRSAP-401', { count: source.fed.length }),
      ...when(facts.scripted.length > 0, finding('M2E-HRSAP-402', { count: facts.scripted.length })),
      ...when(facts.merged.length > 0, finding('M2E-HRSAP-403', { count: facts.merged.length })),
    ]),
    choices: [choice],
    ...(isUnused(detection)
      ? noProvisioning
      : inboundProvisioning(
          estate,
          placed,
          isSuccessFactors ? 'successfactors' : 'api',
          toAd,
          isSuccessFactors ? successFactorsArtefacts(connector, source) : [],
        )),
  })
}

/** The account SuccessFactors is read with, and the job that writes mail and telephone back where they are written today. */
function successFactorsArtefacts(connector: Connector, source: HrSource): readonly Artefact[] {
  const account = provisioningStep('successfactors-user', { connector: connector.name }, connector.at)
  if (source.isImportOnly) return [account]
  return [
    account,
    writebackJob(
      'successfactors-writeback',
      `Entra ID → ${connector.name} (SuccessFactors Writeback)`,
      'SuccessFactors',
      connector,
    ),
  ]
}
