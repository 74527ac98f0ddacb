import { capabilities } from '../../src/catalogue/capabilities.js'
import { type Artefact, askedFor, type HandStep } from '../../src/entra/index.js'
import type { Estate } from '../../src/model/index.js'
import type { Choice, Decided, Detection, Finding, PartVerdict, TargetDesign } from '../analyzer.js'
import type { PlacedConnector } from '../facts/connectors.js'
import { choose, designOf, learn, part, when } from '../facts/design.js'
import { placedOf } from '../facts/estate-questions.js'
import { connectTwinOf, connectVersion, isVersionBelow } from '../facts/servers.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { type PeopleFacts, peopleFactsOf } from './people-facts.js'

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const placed = placedOf(estate, detection)
  const facts = peopleFactsOf(placed.server, placed.connector)
  const throughAd = facts.sources.length > 0
  const exchange = facts.placesMailboxes.length > 0
  const authority = authorityOf(detection, placed, facts, decided)
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
    choices: [authority],
    artefacts: authority.taken === 'convert' ? switchOf(placed) : [],
  })
}

/** Nothing the export shows may bind people to AD: then they can leave it. */
function authorityOf(
  detection: Detection,
  { connector }: PlacedConnector,
  facts: PeopleFacts,
  decided: Decided | undefined,
): Choice {
  const binds = facts.sources.length > 0 || facts.placesMailboxes.length > 0 || facts.sendsPasswords
  const bindings = [...facts.sources, ...facts.placesMailboxes].map((item) => item.at)
  return choose(detection, decided, {
    id: 'soa-users.authority',
    question: finding('M2E-SOAU-701', { connector: connector.name }),
    options: [
      { id: 'convert', text: finding('M2E-SOAU-702'), betterWhen: finding('M2E-SOAU-703') },
      { id: 'stay', text: finding('M2E-SOAU-704'), betterWhen: finding('M2E-SOAU-705') },
    ],
    proposed: binds ? 'stay' : 'convert',
    because: binds
      ? finding(
          'M2E-SOAU-706',
          { sources: facts.sources.length, mailboxes: facts.placesMailboxes.length },
          bindings.length === 0 ? connector.at : bindings,
        )
      : finding('M2E-SOAU-707', { connector: connector.name }, connector.at),
  })
}

/** The export names nobody: the first person is asked for, the others follow from the list of who is ready. */
function switchOf({ connector }: PlacedConnector): readonly Artefact[] {
  const source = learn('/entra/identity/hybrid/concept-source-of-authority-overview')
  const steps: readonly HandStep[] = [
    {
      kind: 'hand-step',
      madeFrom: [connector.at],
      name: `People of ${connector.name} that can be switched`,
      where: 'Active Directory and Exchange',
      instructions: [
        `List the people of ${connector.name} with mailbox, references (all but manager), certificates and the applications that check their AD password.`,
        'Leave out everybody with any of these; put the others into an organizational unit of their own that stays in scope.',
        'Give them a passwordless method, and Cloud Kerberos Trust where they use AD resources.',
      ],
      check: 'Is there an answer for each person: switch in which wave, or stay for which reason?',
      source,
    },
    {
      kind: 'hand-step',
      madeFrom: [connector.at],
      name: 'Hard match for the way back',
      stage: 'pilot',
      where: 'Microsoft Graph, directory synchronization settings, signed in as a person',
      instructions: [
        'For the window of the switch only, set blockCloudObjectTakeoverThroughHardMatchEnabled to false.',
        'Set it to true again when the last wave is validated.',
      ],
      check: 'Does GET directory/onPremisesSynchronization show the feature as planned for today?',
      source,
    },
  ]
  return [
    ...steps,
    {
      kind: 'source-of-authority-switch',
      madeFrom: [connector.at],
      object: 'user',
      objectId: askedFor('firstPersonToSwitch'),
    },
  ]
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
