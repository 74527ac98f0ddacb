import type { Estate, ServiceObject } from '../../src/model/index.js'
import { type Sighting, when } from '../facts/design.js'
import { isCustomers, nameList, objectsOf, servicesOf, textOf } from '../facts/service.js'
import { finding } from '../finding.js'

const shippedRetentionDays = '30'

function all(estate: Estate, type: string): readonly ServiceObject[] {
  return servicesOf(estate).flatMap((service) => objectsOf(service, type))
}

/** Days requests are kept where that differs from what ships. */
export function ownRetention(estate: Estate): ServiceObject | undefined {
  return all(estate, 'SystemResourceRetentionConfiguration').find((object) => {
    const days = textOf(object, 'RetentionPeriod').trim()
    return days !== '' && days !== shippedRetentionDays
  })
}

export function sight(estate: Estate): readonly Sighting[] {
  const jobs = all(estate, 'msidmReportingJob')
  const own = jobs.filter(isCustomers)
  const bindings = all(estate, 'msidmReportingBinding').filter(isCustomers)
  const retention = ownRetention(estate)
  const switched = servicesOf(estate)
    .flatMap((service) => service.objects)
    .filter((object) => /^true$/i.test(textOf(object, 'msidmReportingLoggingEnabled')))
  const ran = jobs.filter((job) => textOf(job, 'msidmReportingJobStatus') !== '')
  const names = (list: readonly ServiceObject[]) => nameList(list.map((object) => object.displayName))
  const at = (list: readonly ServiceObject[]) => list.slice(0, 5).map((object) => object.at)
  const found = [
    ...when(own.length > 0, finding('M2E-AUD-001', { count: own.length, jobs: names(own) }, at(own))),
    ...(retention === undefined
      ? []
      : [finding('M2E-AUD-002', { days: textOf(retention, 'RetentionPeriod') }, retention.at)]),
    ...when(switched.length > 0, finding('M2E-AUD-003', { object: names(switched) }, at(switched))),
    ...when(
      bindings.length > 0,
      finding('M2E-AUD-004', { count: bindings.length, bindings: names(bindings) }, at(bindings)),
    ),
  ]
  if (found.length === 0) return []
  return [
    {
      name: '',
      id: '',
      evidence: [
        ...found,
        ...when(jobs.length > 0 && ran.length === 0, finding('M2E-AUD-005', {}, at(jobs))),
        ...when(ran.length > 0, finding('M2E-AUD-018', { count: ran.length }, at(ran))),
      ],
    },
  ]
}
