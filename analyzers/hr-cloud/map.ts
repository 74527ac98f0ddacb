import type { Artefact } from '../../src/entra/index.js'
import type { Connector, Estate } from '../../src/model/index.js'
import type { Decided, Detection, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import { designOf, isUnused, part, when } from '../facts/design.js'
import { directoriesOfPeople, placedOf } from '../facts/estate-questions.js'
import { exportsAttribute } from '../facts/flows.js'
import { type HrFacts, hrFactsOf } from '../facts/hr-facts.js'
import { cloudHrHosts, dateAttributes, type HrSource, hrSourceOf, workdayAttributes } from '../facts/hr-source.js'
import { type TargetMessages, targetChoice } from '../facts/hr-target.js'
import { inboundProvisioning, writebackJob } from '../facts/inbound-provisioning.js'
import { noProvisioning } from '../facts/provisioning.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { nameList } from '../facts/service.js'
import { codeActivities, datedPeopleRules, type TransitionRule } from '../facts/timed-rules.js'
import { effort, finding } from '../finding.js'

const targetMessages: TargetMessages = {
  question: 'M2E-HRCLD-501',
  directory: 'M2E-HRCLD-502',
  directoryWhen: 'M2E-HRCLD-503',
  tenant: 'M2E-HRCLD-504',
  tenantWhen: 'M2E-HRCLD-505',
  hasDirectory: 'M2E-HRCLD-506',
  hasNone: 'M2E-HRCLD-507',
}

/** Where people go, and why: today's directories, or the decision against them. */
function whereReason({ directories }: HrFacts, toDirectory: boolean): Finding {
  const params = { directories: nameList(directories) }
  if (toDirectory) return directories.length > 0 ? finding('M2E-HRCLD-103', params) : finding('M2E-HRCLD-509')
  return directories.length > 0 ? finding('M2E-HRCLD-508', params) : finding('M2E-HRCLD-104')
}

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const placed = placedOf(estate, detection)
  const { connector, server } = placed
  const source = hrSourceOf(estate, placed)
  const facts = hrFactsOf(estate, placed, source)
  const rules = datedPeopleRules(estate)
  const name = { connector: connector.name }
  const isWorkday =
    cloudHrHosts(estate, placed).some((host) => host.product === 'Workday') || workdayAttributes(placed).length > 0
  const choice = targetChoice(detection, decided, facts.directories, connector.at, targetMessages)
  const toAd = choice.taken === 'active-directory'
  const target = toAd ? 'Active Directory' : 'Entra ID'
  const withPassword = directoriesOfPeople(server).filter((item) => exportsAttribute(item, 'unicodePwd').length > 0)
  const key =
    source.fed.find((item) => /employee(id|number)|worker/i.test(item.attribute))?.attribute ?? 'The worker number'
  return designOf(detection, {
    parts: isUnused(detection)
      ? [part('', 'retire', finding('M2E-HRCLD-109', name, connector.at))]
      : partsOf(source, facts, rules, name, toAd),
    target: isWorkday ? finding('M2E-HRCLD-101', { target }) : finding('M2E-HRCLD-102', { ...name, target }),
    blockers: [
      ...when(
        facts.shared.length > 0,
        finding('M2E-HRCLD-201', { ...name, count: facts.shared.length, others: nameList(facts.sharedWith) }),
      ),
      ...when(toAd && facts.directories.length > 1, finding('M2E-HRCLD-202', { count: facts.directories.length })),
      ...when(
        withPassword.length > 0,
        finding(
          'M2E-HRCLD-203',
          { directories: nameList(withPassword.map((item) => item.name)) },
          withPassword.flatMap((item) => exportsAttribute(item, 'unicodePwd').map((flow) => flow.at)),
        ),
      ),
      ...when(isWorkday, finding('M2E-HRCLD-204')),
      ...when(
        rules.length > 0,
        finding(
          'M2E-HRCLD-205',
          { count: rules.length },
          rules.map((rule) => rule.policy.object.at),
        ),
        finding('M2E-HRCLD-206'),
      ),
    ],
    prerequisites: [
      finding('M2E-HRCLD-301'),
      finding('M2E-HRCLD-302', { key }),
      ...when(toAd, finding('M2E-HRCLD-303')),
    ],
    handSteps: [finding('M2E-HRCLD-321')],
    licences: [
      { level: 'p1', per: 'each person who comes from HR' },
      ...(rules.length > 0 ? [{ level: 'id-governance' as const, per: 'each person under a lifecycle workflow' }] : []),
    ],
    effort: effort(facts.scripted.length > 0 ? 'L' : rules.length > 5 ? 'L' : rules.length > 0 ? 'M' : 'S', [
      finding('M2E-HRCLD-401', { count: source.fed.length }),
      ...when(rules.length > 0, finding('M2E-HRCLD-402', { count: rules.length })),
      ...when(facts.scripted.length > 0, finding('M2E-HRCLD-403', { count: facts.scripted.length })),
    ]),
    choices: [choice],
    ...(isUnused(detection)
      ? noProvisioning
      : inboundProvisioning(
          estate,
          placed,
          isWorkday ? 'workday' : 'api',
          toAd,
          isWorkday ? workdayArtefacts(connector, source) : [],
        )),
  })
}

/** The account Workday is read with, and the job that writes mail and telephone back where they are written today. */
function workdayArtefacts(connector: Connector, source: HrSource): readonly Artefact[] {
  const account = provisioningStep('workday-user', { connector: connector.name }, connector.at)
  if (source.isImportOnly) return [account]
  return [
    account,
    writebackJob('workday-writeback', `Entra ID → ${connector.name} (Workday Writeback)`, 'Workday', connector),
  ]
}

function partsOf(
  source: HrSource,
  facts: HrFacts,
  rules: readonly TransitionRule[],
  name: { readonly connector: string },
  toAd: boolean,
): readonly PartVerdict[] {
  const dates = dateAttributes(source)
  const coded = rules.filter((rule) => codeActivities(rule.workflows).length > 0)
  const named = (list: readonly TransitionRule[]) => nameList(list.map((rule) => rule.policy.object.displayName))
  const at = (list: readonly TransitionRule[]) => list.map((rule) => rule.policy.object.at)
  return [
    part(
      'people',
      'assisted',
      whereReason(facts, toAd),
      ...when(
        dates.length > 0,
        finding(
          'M2E-HRCLD-105',
          { dates: nameList(dates.map((item) => item.attribute)) },
          dates.map((item) => item.at),
        ),
      ),
    ),
    ...(rules.length === coded.length
      ? []
      : [
          part(
            'dated rules',
            'assisted',
            finding('M2E-HRCLD-106', { count: rules.length, rules: named(rules) }, at(rules)),
          ),
        ]),
    ...(coded.length === 0
      ? []
      : [
          part(
            'dated rules with code',
            'redesign',
            finding(
              'M2E-HRCLD-107',
              { count: coded.length, activities: nameList(codeActivities(coded.flatMap((rule) => rule.workflows))) },
              at(coded),
            ),
          ),
        ]),
    ...(source.isImportOnly
      ? []
      : [
          part(
            'writeback',
            'assisted',
            finding('M2E-HRCLD-108', { ...name, attributes: nameList(source.writtenBack) }),
          ),
        ]),
  ]
}
