import type { Estate } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { connectorsOf, databaseKinds, fileKinds, ldapKinds, type PlacedConnector } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { kindName } from '../facts/estate-questions.js'
import { hostsOf } from '../facts/hosts.js'
import {
  cloudHrHosts,
  type HrSource,
  hrSourceOf,
  isOtherErpProject,
  isSapProject,
  peopleSoftAttributes,
  sapAttributes,
  webServiceProject,
  workdayAttributes,
} from '../facts/hr-source.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'

/** The agent that MIM 2016 removed; its category string varies, the product name in it does not. */
function isSapAgent({ connector }: PlacedConnector): boolean {
  return /\bsap\b/i.test(connector.category) || /\bsap\b/i.test(connector.subtype)
}

export function sight(estate: Estate): readonly Sighting[] {
  return connectorsOf(estate, 'mim-sync').flatMap((placed) => {
    const { connector } = placed
    const isSapKind = connector.kind === 'web-services' || isSapAgent(placed)
    const isOther = ['active-directory', 'active-directory-gal', 'mim-service', 'entra-id', ...ldapKinds].includes(
      connector.kind,
    )
    if (isOther) return []
    const source = hrSourceOf(estate, placed)
    if (!source.isSource && !source.isSecondSource) return []
    const sap = sapAttributes(placed)
    const hosts = sapHosts(estate, placed)
    if (!isSapKind && sap.length < 2 && hosts.length === 0) return []
    return [{ name: connector.name, id: connector.id, evidence: evidenceOf(estate, placed, source, isSapKind) }]
  })
}

export function sapHosts(estate: Estate, { connector }: PlacedConnector) {
  return hostsOf(estate, connector).filter((host) => host.product.startsWith('SAP'))
}

function evidenceOf(estate: Estate, placed: PlacedConnector, source: HrSource, isSapKind: boolean): readonly Finding[] {
  const { connector } = placed
  const name = { connector: connector.name }
  const sap = sapAttributes(placed)
  const project = webServiceProject(placed)
  const hosts = sapHosts(estate, placed)
  const others = [
    ...(project !== undefined && isOtherErpProject(project.what) ? [project] : []),
    ...workdayAttributes(placed),
    ...peopleSoftAttributes(placed),
    ...cloudHrHosts(estate, placed).map((host) => ({ what: host.name, at: host.at })),
  ]
  const isStore = databaseKinds.includes(connector.kind) || fileKinds.includes(connector.kind)
  return [
    ...when(
      isSapKind && !isStore && source.isSource && source.direction.importSteps > 0,
      finding(
        'M2E-HRSAP-001',
        {
          ...name,
          kind: kindName(connector),
          type: source.projections[0]?.metaverseObjectType ?? '',
          count: source.first.length,
          attributes: nameList(source.first.map((item) => item.attribute)),
        },
        [...source.projections, ...source.first].map((item) => item.at),
      ),
    ),
    ...when(
      sap.length >= 2,
      finding(
        'M2E-HRSAP-002',
        {
          ...name,
          attributes: nameList(
            sap.map((item) => item.what),
            5,
          ),
        },
        sap.map((item) => item.at),
      ),
    ),
    ...(project !== undefined && isSapProject(project.what)
      ? [finding('M2E-HRSAP-003', { ...name, project: project.what }, project.at)]
      : []),
    ...when(
      hosts.length > 0,
      finding(
        'M2E-HRSAP-004',
        { ...name, hosts: nameList(hosts.map((item) => item.name)) },
        hosts.map((item) => item.at),
      ),
    ),
    ...when(/\bsap\b|successfactors/i.test(connector.name), finding('M2E-HRSAP-005', name, connector.at)),
    ...when(
      !source.isImportOnly,
      finding(
        'M2E-HRSAP-006',
        { ...name, count: source.writtenBack.length },
        connector.exportFlows.map((set) => set.at),
      ),
    ),
    ...when(
      others.length > 0 && sap.length < 2,
      finding(
        'M2E-HRSAP-007',
        { ...name, signs: nameList(others.map((item) => item.what)) },
        others.map((item) => item.at),
      ),
    ),
    ...when(source.direction.importSteps === 0, finding('M2E-HRSAP-019', name, connector.at)),
  ]
}
