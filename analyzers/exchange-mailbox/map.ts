import { type Artefact, type AssignedGroup, askedFor, templateJob } from '../../src/entra/index.js'
import type { Connector, Estate } from '../../src/model/index.js'
import type { Detection, PartVerdict, TargetDesign } from '../analyzer.js'
import { designOf, isUnused, part, when } from '../facts/design.js'
import { placedOf } from '../facts/estate-questions.js'
import { provisioningStep } from '../facts/provisioning-steps.js'
import { nameList } from '../facts/service.js'
import { effort, finding } from '../finding.js'
import { attributesOf, exchangeOf, type MailFlows, mailFlowsOf } from './mail-flows.js'

export function map(detection: Detection, estate: Estate): TargetDesign {
  const { server, connector } = placedOf(estate, detection)
  const flows = mailFlowsOf(server, connector)
  const onPremises = flows.placing.length > 0
  const exchange = exchangeOf(connector)
  const placing = { attributes: nameList(attributesOf(flows.placing), 5) }
  return designOf(detection, {
    parts: isUnused(detection)
      ? [part('', 'retire', finding('M2E-EXCH-115', { connector: connector.name }, connector.at))]
      : partsOf(connector.name, flows, exchange?.assembly),
    target: finding('M2E-EXCH-101', {}, connector.at),
    blockers: [
      finding('M2E-EXCH-201'),
      ...when(
        onPremises,
        finding(
          'M2E-EXCH-202',
          placing,
          flows.placing.map((flow) => flow.at),
        ),
      ),
      finding('M2E-EXCH-203'),
      finding('M2E-EXCH-204'),
    ],
    losses: [finding('M2E-EXCH-301')],
    prerequisites: [finding('M2E-EXCH-401')],
    handSteps: [finding('M2E-EXCH-501'), finding('M2E-EXCH-502')],
    licences: [
      { level: 'none', per: 'a mailbox licence of Exchange Online for each mailbox' },
      { level: 'p1', per: 'each person in a licence group' },
    ],
    artefacts: isUnused(detection) ? [] : mailArtefacts(connector, flows),
    effort: effort(onPremises ? 'XL' : 'M', [
      finding('M2E-EXCH-601', { count: attributesOf(flows.written).length }),
      ...when(onPremises, finding('M2E-EXCH-602')),
    ]),
  })
}

function partsOf(connector: string, flows: MailFlows, assembly: string | undefined): readonly PartVerdict[] {
  const plain = flows.written.filter((flow) => !flows.placing.includes(flow))
  const { computed } = flows
  const list = (items: MailFlows['written']) => nameList(attributesOf(items), 5)
  return [
    ...(assembly === undefined
      ? []
      : [
          part('Exchange extension', 'assisted', finding('M2E-EXCH-114', { assembly: assembly || 'of the connector' })),
        ]),
    ...(flows.placing.length === 0
      ? []
      : [
          part(
            'mailboxes',
            'assisted',
            finding(
              'M2E-EXCH-111',
              { connector, attributes: list(flows.placing) },
              flows.placing.map((flow) => flow.at),
            ),
          ),
        ]),
    ...(plain.length === 0
      ? []
      : [
          part(
            'addresses and mail attributes',
            'assisted',
            finding(
              'M2E-EXCH-112',
              { connector, count: attributesOf(plain).length, attributes: list(plain) },
              plain.map((flow) => flow.at),
            ),
            ...when(
              computed.length > 0,
              finding(
                'M2E-EXCH-113',
                { attributes: list(computed) },
                computed.map((flow) => flow.at),
              ),
            ),
          ),
        ]),
  ]
}

/** A licence makes the mailbox, the cloud owns its attributes, and one job writes them back for what still reads AD. */
function mailArtefacts(connector: Connector, flows: MailFlows): readonly Artefact[] {
  const group: AssignedGroup = {
    kind: 'assigned-group',
    madeFrom: [connector.at],
    name: `Mailboxes of ${connector.name}`,
    description: `People who get a mailbox by licence, in place of the mailboxes ${connector.name} makes.`,
    mailNickname: `mailboxes-${plainWords(connector.name)}`.slice(0, 64),
    uniqueName: `mim2entra-mailboxes-${plainWords(connector.name)}`,
    type: 'security',
    isAssignableToRole: false,
  }
  const attributes = nameList(attributesOf(flows.written), 8)
  return [
    group,
    provisioningStep('mailbox-licence', { group: group.name }, connector.at),
    provisioningStep('agent', { target: connector.name }, connector.at),
    templateJob({
      kind: 'exchange-writeback',
      name: `Entra ID → ${connector.name} (Exchange hybrid writeback)`,
      madeFrom: flows.written.map((flow) => flow.at),
      sourceName: 'Microsoft Entra ID',
      targetName: 'Active Directory',
      pilot: { kind: 'unit', unit: askedFor('pilotUnit') },
      leaver: 'leave',
      deletionThreshold: 10,
    }),
    provisioningStep('cloud-managed-mail', { connector: connector.name, attributes }, connector.at),
    provisioningStep('exchange-off', { connector: connector.name }, connector.at),
  ]
}

function plainWords(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
