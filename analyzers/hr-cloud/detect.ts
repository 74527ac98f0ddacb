import type { Estate } from '../../src/model/index.js'
import type { Finding } from '../analyzer.js'
import { connectorsOf, fileKinds, type PlacedConnector } from '../facts/connectors.js'
import { type Sighting, when } from '../facts/design.js'
import { kindName } from '../facts/estate-questions.js'
import { hostsOf } from '../facts/hosts.js'
import {
  cloudHrHosts,
  dateAttributes,
  type HrSource,
  hrSourceOf,
  inboundKinds,
  isSapProject,
  sapAttributes,
  webServiceProject,
  workdayAttributes,
} from '../facts/hr-source.js'
import { nameList } from '../facts/service.js'
import { datedPeopleRules } from '../facts/timed-rules.js'
import { finding } from '../finding.js'

/** Connectors that bring people by web service, script or file, with a sign of a cloud HR product or with dates. */
export function sight(estate: Estate): readonly Sighting[] {
  return connectorsOf(estate, 'mim-sync').flatMap((placed) => {
    const { connector } = placed
    if (!inboundKinds.includes(connector.kind)) return []
    const source = hrSourceOf(estate, placed)
    if (!source.isSource && !source.isSecondSource) return []
    const evidence = evidenceOf(estate, placed, source)
    return [{ name: connector.name, id: connector.id, evidence }]
  })
}

function evidenceOf(estate: Estate, placed: PlacedConnector, source: HrSource): readonly Finding[] {
  const { connector } = placed
  const name = { connector: connector.name }
  const what = { ...name, kind: kindName(connector), type: source.projections[0]?.metaverseObjectType ?? '' }
  const dates = dateAttributes(source)
  const dated = { dates: nameList(dates.map((item) => item.attribute)) }
  const rules = datedPeopleRules(estate)
  const [cloud] = cloudHrHosts(estate, placed)
  const names = workdayAttributes(placed)
  const project = webServiceProject(placed)
  const sap = [
    ...(sapAttributes(placed).length >= 2 ? sapAttributes(placed) : []),
    ...(project !== undefined && isSapProject(project.what) ? [project] : []),
    ...hostsOf(estate, connector)
      .filter((host) => host.product.startsWith('SAP'))
      .map((host) => ({ what: host.name, at: host.at })),
  ]
  const internal = hostsOf(estate, connector).filter((host) => host.place === 'internal')
  const made = source.projections.map((item) => item.at)
  const isDriven = source.isSource && source.isImportOnly && dates.length > 0 && rules.length > 0
  const hasSign = cloud !== undefined || names.length > 0
  return [
    ...when(
      isDriven,
      finding('M2E-HRCLD-001', { ...what, ...dated, rules: rules.length }, [
        ...made,
        ...dates.map((item) => item.at),
        ...rules.map((rule) => rule.policy.object.at),
      ]),
    ),
    ...(cloud === undefined
      ? []
      : [finding('M2E-HRCLD-002', { ...what, product: cloud.product, host: cloud.name }, [cloud.at, ...made])]),
    ...when(
      names.length > 0,
      finding(
        'M2E-HRCLD-003',
        { ...name, attributes: nameList(names.map((item) => item.what)) },
        names.map((item) => item.at),
      ),
    ),
    ...when(
      !isDriven && dates.length > 0,
      finding(
        'M2E-HRCLD-004',
        { ...what, ...dated },
        dates.map((item) => item.at),
      ),
    ),
    ...when(
      /workday|successfactors|cloud ?hr|bamboo|personio|ultipro/i.test(connector.name),
      finding('M2E-HRCLD-005', name, connector.at),
    ),
    ...when(fileKinds.includes(connector.kind) && !hasSign, finding('M2E-HRCLD-006', name, connector.at)),
    ...when(
      sap.length > 0,
      finding(
        'M2E-HRCLD-007',
        { ...name, signs: nameList(sap.map((item) => item.what)) },
        sap.map((item) => item.at),
      ),
    ),
    ...when(
      internal.length > 0 && !hasSign,
      finding(
        'M2E-HRCLD-008',
        { ...name, hosts: nameList(internal.map((host) => host.name)) },
        internal.map((host) => host.at),
      ),
    ),
    ...when(source.direction.importSteps === 0, finding('M2E-HRCLD-019', name, connector.at)),
  ]
}
