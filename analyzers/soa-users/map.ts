import { capabilities } from '../../src/catalogue/capabilities.js'
import type { Estate } from '../../src/model/index.js'
import type { Detection, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import type { PlacedConnector } from '../facts/connectors.js'
import { designOf, part, when } from '../facts/design.js'
import { placedOf } from '../facts/estate-questions.js'
import { connectTwinOf, connectVersion, isVersionBelow } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { type PeopleFacts, peopleFactsOf } from './people-facts.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const placed = placedOf(estate, detection)
  const facts = peopleFactsOf(placed.server, placed.connector)
  const throughAd = facts.sources.length > 0
  const exchange = facts.placesMailboxes.length > 0
  return designOf(detection, {
    parts: partsOf(placed, facts),
    target: finding(throughAd ? 'M2E-SOAU-101' : 'M2E-SOAU-102', {}, placed.connector.at),
    blockers: blockersOf(estate, placed, facts),
    losses: [finding('M2E-SOAU-301')],
    prerequisites: [finding('M2E-SOAU-401'), finding('M2E-SOAU-402')],
    handSteps: when(throughAd, finding('M2E-SOAU-501')),
    licences: [{ level: 'free', per: 'the switch' }],
    effort: effort(exchange ? 'XL' : throughAd ? 'L' : 'M', [
      finding('M2E-SOAU-601'),
      ...when(exchange, finding('M2E-SOAU-602')),
      ...when(throughAd, finding('M2E-SOAU-603')),
    ]),
  })
}

function partsOf({ connector }: PlacedConnector, facts: PeopleFacts): readonly PartVerdict[] {
  const name = { connector: connector.name }
  const mailboxes = facts.placesMailboxes
  return [
    facts.sources.length > 0
      ? part(
          'people HR feeds through AD',
          'keep',
          finding(
            'M2E-SOAU-111',
            { ...name, sources: nameList(facts.sources.map((item) => item.name)) },
            facts.sources.map((item) => item.at),
          ),
        )
      : part('people', 'keep', finding('M2E-SOAU-112', {}, connector.at)),
    ...(mailboxes.length === 0
      ? []
      : [
          part(
            'people with a mailbox on premises',
            'keep',
            finding(
              'M2E-SOAU-113',
              { ...name, attributes: nameList(mailboxes.map((flow) => flow.attribute)) },
              mailboxes.map((flow) => flow.at),
            ),
          ),
        ]),
    ...(facts.sendsPasswords
      ? [part('people whose password is copied', 'keep', finding('M2E-SOAU-114', name, connector.passwordSync.at))]
      : []),
    ...(facts.hasContacts ? [part('contacts', 'automated', finding('M2E-SOAU-115', name, connector.at))] : []),
  ]
}

function blockersOf(estate: Estate, { server, connector }: PlacedConnector, facts: PeopleFacts): readonly Finding[] {
  const connect = connectTwinOf(estate, connector)?.server ?? server
  const version = connectVersion(connect)
  const isOld = version !== '' && isVersionBelow(version, capabilities['soa.versions'].versions.connect)
  const { references, placesMailboxes, sources } = facts
  return [
    ...when(
      sources.length > 0,
      finding(
        'M2E-SOAU-201',
        {},
        sources.map((item) => item.at),
      ),
    ),
    ...when(
      placesMailboxes.length > 0,
      finding(
        'M2E-SOAU-202',
        {},
        placesMailboxes.map((flow) => flow.at),
      ),
    ),
    ...when(
      references.length > 0,
      finding(
        'M2E-SOAU-203',
        { attributes: nameList([...new Set(references.map((flow) => flow.attribute))]) },
        references.map((flow) => flow.at),
      ),
    ),
    ...when(isOld, finding('M2E-SOAU-204', { version }, connect.at)),
    finding('M2E-SOAU-205'),
    finding('M2E-SOAU-206'),
  ]
}
