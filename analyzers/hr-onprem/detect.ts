import type { Estate } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { bholdSigns, isBhold } from '../facts/bhold.js'
import { connectorsOf, databaseKinds, fileKinds, type PlacedConnector } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { kindName, whereOf } from '../facts/estate-questions.js'
import {
  cloudHrHosts,
  type HrSource,
  hrSourceOf,
  isSapProject,
  sapAttributes,
  webServiceProject,
  workdayAttributes,
} from '../facts/hr-source.js'
import { isHrColumn } from '../facts/people.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'

/** Connectors that make people out of a database, a file, or code whose source is not known. */
export function sight(estate: Estate): readonly Sighting[] {
  return connectorsOf(estate).flatMap((placed) => {
    const { connector } = placed
    const isStore = databaseKinds.includes(connector.kind) || fileKinds.includes(connector.kind)
    const isCode = ['powershell', 'web-services', 'ecma2-other', 'ecma1'].includes(connector.kind)
    if (!isStore && !isCode) return []
    const source = hrSourceOf(estate, placed)
    if (!source.isSource && !source.isSecondSource && !(isStore && isRankUnknown(placed, source))) return []
    const project = webServiceProject(placed)
    if (connector.kind === 'web-services' && (project === undefined || isSapProject(project.what))) return []
    return [{ name: connector.name, id: connector.id, evidence: evidenceOf(estate, placed, source, isStore) }]
  })
}

/** It makes people, and nothing in the input tells what it feeds: the metaverse file is missing. */
function isRankUnknown({ server }: PlacedConnector, source: HrSource): boolean {
  return server.metaverse === undefined && server.product === 'mim-sync' && source.projections.length > 0
}

function evidenceOf(estate: Estate, placed: PlacedConnector, source: HrSource, isStore: boolean): readonly Finding[] {
  const { connector } = placed
  const { direction, first, projections } = source
  const name = { connector: connector.name }
  const what = {
    ...name,
    kind: kindName(connector),
    type: projections[0]?.metaverseObjectType ?? '',
    count: source.isSource ? first.length : source.fed.length,
    attributes: nameList(first.map((item) => item.attribute)),
  }
  const made = [...projections, ...(source.isSource ? first : source.fed)].map((item) => item.at)
  const id = isRankUnknown(placed, source)
    ? 'M2E-HRON-012'
    : source.isSource
      ? isStore
        ? 'M2E-HRON-001'
        : 'M2E-HRON-003'
      : 'M2E-HRON-005'
  const columns = (connector.connection.database?.columns ?? []).filter((column) => isHrColumn(column.name))
  const bhold = isBhold(connector) ? bholdSigns(connector) : undefined
  const sap = sapAttributes(placed)
  const cloud = [
    ...cloudHrHosts(estate, placed).map((host) => ({ what: host.name, at: host.at })),
    ...workdayAttributes(placed),
  ]
  const onlyImports = direction.exportFlows === 0 ? 'M2E-HRON-002' : 'M2E-HRON-011'
  const other = [
    ...(bhold === undefined
      ? []
      : [
          finding(
            'M2E-HRON-007',
            {
              ...name,
              signs: [...bhold.tables, ...bhold.columns, bhold.extension].filter((item) => item !== '').join(', '),
            },
            bhold.at,
          ),
        ]),
    ...when(
      cloud.length > 0,
      finding(
        'M2E-HRON-010',
        { ...name, hosts: nameList(cloud.map((item) => item.what)) },
        cloud.map((item) => item.at),
      ),
    ),
  ]
  // It is something else for sure: what else speaks for an HR source then speaks for that as well.
  if (other.length > 0) return [finding(id, what, made), ...other]
  return [
    finding(id, what, made),
    ...when(
      source.isImportOnly && direction.importFlows > 0,
      finding(onlyImports, { ...name, imports: direction.importFlows }, connector.at),
    ),
    ...when(
      columns.length >= 3,
      finding(
        'M2E-HRON-004',
        {
          where: whereOf(connector),
          columns: nameList(
            columns.map((column) => column.name),
            5,
          ),
        },
        columns.map((column) => column.at),
      ),
    ),
    ...when(
      /\b(hr|hris|hcm|payroll|personnel|human ?resources?)\b|hr$/i.test(connector.name),
      finding('M2E-HRON-006', name, connector.at),
    ),
    ...when(
      sap.length >= 2,
      finding(
        'M2E-HRON-008',
        { ...name, attributes: nameList(sap.map((item) => item.what)) },
        sap.map((item) => item.at),
      ),
    ),
    ...when(
      !source.isImportOnly,
      finding(
        'M2E-HRON-009',
        { ...name, count: source.writtenBack.length, attributes: nameList(source.writtenBack) },
        connector.exportFlows.map((set) => set.at),
      ),
    ),
    ...when(direction.importSteps === 0, finding('M2E-HRON-019', name, connector.at)),
  ]
}
