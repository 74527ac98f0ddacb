import type { Estate } from '../../src/model/index.js'
import { connectorsOf } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { whereOf } from '../facts/estate-questions.js'
import { contributionsOf, deliveriesOf } from '../facts/flows.js'
import { isCustomers, nameList, servicesOf } from '../facts/service.js'
import { finding } from '../finding.js'

const certificateAttributes = /^(usercertificate|usersmimecertificate|altsecurityidentities)$/i

/** What of Certificate Management shows in the exports; mostly nothing does. */
export function sight(estate: Estate): readonly Sighting[] {
  const connectors = connectorsOf(estate, 'mim-sync')
  const agents = connectors.filter(({ connector }) => connector.kind === 'certificate-management')
  const databases = connectors.filter(
    ({ connector }) =>
      connector.kind !== 'certificate-management' &&
      /fimcertificatemanagement|mimcertificatemanagement/i.test(connector.connection.database?.database ?? ''),
  )
  const templates = servicesOf(estate)
    .flatMap((service) => service.emailTemplates)
    .filter((template) => isCustomers(template.object))
    .filter((template) =>
      /smart ?card|certificate (request|enrol|renew)|profile template|one-time secret/i.test(
        `${template.object.displayName} ${template.subject}`,
      ),
    )
  const carrying = connectors.flatMap(({ server, connector }) => {
    const flows = [...contributionsOf(server, connector), ...deliveriesOf(server, connector)].filter((item) =>
      certificateAttributes.test(item.attribute),
    )
    return flows.length === 0
      ? []
      : [
          finding(
            'M2E-CRED-004',
            { connector: connector.name, attributes: nameList([...new Set(flows.map((item) => item.attribute))]) },
            flows.map((item) => item.at),
          ),
        ]
  })
  const evidence = [
    ...agents.map(({ connector }) => finding('M2E-CRED-001', { connector: connector.name }, connector.at)),
    ...databases.map(({ connector }) =>
      finding('M2E-CRED-002', { connector: connector.name, where: whereOf(connector) }, connector.connection.at),
    ),
    ...when(
      templates.length > 0,
      finding(
        'M2E-CRED-003',
        { count: templates.length, templates: nameList(templates.map((template) => template.object.displayName)) },
        templates.map((template) => template.object.at),
      ),
    ),
    ...carrying,
  ]
  return evidence.length === 0 ? [] : [{ name: '', id: '', evidence }]
}
