import type { Estate } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { bholdSigns, isBhold } from '../facts/bhold.js'
import {
  connectorsOf,
  isExportStep,
  isImportStep,
  type PlacedConnector,
  plainName,
  stepCount,
} from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { isReferenceAttribute } from '../facts/estate-questions.js'
import { contributionsOf } from '../facts/flows.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'

export function bholdConnectors(estate: Estate): readonly PlacedConnector[] {
  return connectorsOf(estate, 'mim-sync').filter((placed) => isBhold(placed.connector))
}

/** BHOLD is one thing over several agents: one sighting for the estate. */
export function sight(estate: Estate): readonly Sighting[] {
  const evidence = evidenceOf(estate)
  return evidence.length === 0 ? [] : [{ name: '', id: '', evidence }]
}

/** Memberships and other references that come out of BHOLD. */
export function grantsFrom({ server, connector }: PlacedConnector) {
  return contributionsOf(server, connector).filter((item) => /^(member|members|memberof)$/i.test(item.attribute))
}

function roleReferences({ server, connector }: PlacedConnector) {
  if (connector.kind === 'mim-service') return []
  return contributionsOf(server, connector).filter(
    (item) =>
      /^(roles?|businessroles?|permissions?|entitlements?|functions?)$/.test(plainName(item.attribute)) &&
      isReferenceAttribute(server, item.attribute),
  )
}

function evidenceOf(estate: Estate): readonly Finding[] {
  const found = bholdConnectors(estate)
  const connectors = { connectors: nameList(found.map((item) => item.connector.name)) }
  const at = found.map((item) => item.connector.connection.at)
  const signs = found.flatMap((item) => bholdSigns(item.connector) ?? [])
  const tables = [...new Set(signs.flatMap((item) => item.tables))].join(', ') || 'recognised by their columns'
  const withDll = found.filter((item) => (bholdSigns(item.connector)?.extension ?? '') !== '')
  const single = connectorsOf(estate, 'mim-sync').filter(
    (item) => !isBhold(item.connector) && bholdSigns(item.connector) !== undefined,
  )
  const isIdle =
    found.length > 0 &&
    found.every((item) => stepCount(item.connector, (kind) => isImportStep(kind) || isExportStep(kind)) === 0)
  return [
    ...when(found.length > 0, finding('M2E-BHOLD-001', { ...connectors, tables }, at)),
    ...when(
      withDll.length > 0,
      finding(
        'M2E-BHOLD-002',
        {
          connectors: nameList(withDll.map((item) => item.connector.name)),
          assembly: withDll[0]?.connector.extension?.assembly ?? '',
        },
        withDll.map((item) => item.connector.extension?.at ?? item.connector.at),
      ),
    ),
    ...found.flatMap((item) =>
      grantsFrom(item).map((grant) =>
        finding(
          'M2E-BHOLD-003',
          { connector: item.connector.name, attribute: grant.attribute, type: grant.objectType },
          grant.at,
        ),
      ),
    ),
    ...connectorsOf(estate, 'mim-sync').flatMap((item) => {
      const references = roleReferences(item)
      return when(
        references.length > 0,
        finding(
          'M2E-BHOLD-004',
          { connector: item.connector.name, attributes: nameList(references.map((one) => one.attribute)) },
          references.map((one) => one.at),
        ),
      )
    }),
    ...when(
      single.length > 0 && found.length === 0,
      finding(
        'M2E-BHOLD-005',
        {
          connectors: nameList(single.map((item) => item.connector.name)),
          signs: nameList(single.flatMap((item) => signWords(item))),
        },
        single.map((item) => item.connector.connection.at),
      ),
    ),
    ...when(isIdle, finding('M2E-BHOLD-019', connectors, at)),
  ]
}

function signWords({ connector }: PlacedConnector): readonly string[] {
  const signs = bholdSigns(connector)
  if (signs === undefined) return []
  return [
    ...signs.tables.map((table) => `table ${table}`),
    ...(signs.columns.length > 0 ? [`columns ${signs.columns.join(', ')}`] : []),
    ...(signs.isDefaultDatabase ? ['database B1'] : []),
  ]
}
