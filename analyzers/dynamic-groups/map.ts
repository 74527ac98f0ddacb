import type { Estate } from '../../src/model/index.js'
import type { Detection, Effort, Finding, PartVerdict, TargetDesign, Verdict } from '../analyzer.js'
import { designOf, part, when } from '../facts/design.js'
import { isMailEnabled } from '../facts/groups.js'
import { nameList } from '../facts/service.js'
import type { FilterClass } from '../facts/xpath.js'
import { effort, finding } from '../finding.js'
import {
  attributesWithoutCounterpart,
  type CustomFilter,
  groupFilters,
  realFilters,
  setFilters,
  usesContains,
} from './filters.js'

const classes: readonly (readonly [FilterClass, string, Verdict, string])[] = [
  ['negated', 'filters with not', 'assisted', 'M2E-DYN-113'],
  ['dereference', 'filters over references', 'redesign', 'M2E-DYN-114'],
  ['nested-set', 'filters over sets', 'assisted', 'M2E-DYN-115'],
  ['group-membership', 'filters over groups', 'redesign', 'M2E-DYN-116'],
  ['temporal', 'filters over dates', 'redesign', 'M2E-DYN-117'],
  ['not-people', 'filters over other types', 'redesign', 'M2E-DYN-118'],
]

export function map(detection: Detection, estate: Estate): TargetDesign {
  const groups = realFilters(groupFilters(estate))
  const sets = realFilters(setFilters(estate))
  const filters = [...groups, ...sets]
  const sayable = filters.filter((filter) => filter.class === 'flat' || filter.class === 'negated')
  const attributes = attributesWithoutCounterpart(sayable)
  return designOf(detection, {
    parts: partsOf(filters),
    target: finding('M2E-DYN-101', {}, places(filters)),
    blockers: blockersOf(filters),
    prerequisites: when(
      attributes.length > 0,
      finding('M2E-DYN-301', { attributes: nameList(attributes, 8) }, places(filters)),
    ),
    handSteps: [finding('M2E-DYN-321')],
    licences: [{ level: 'p1', per: 'each distinct person in a dynamic group' }],
    // Sets that start workflows are priced with those; sets alone never cost more than M here.
    effort: groups.length > 0 ? effortOf(groups) : effortOf(sets, 'M'),
  })
}

function places(filters: readonly CustomFilter[]) {
  return filters.slice(0, 20).map((filter) => filter.object.at)
}

function about(id: string, filters: readonly CustomFilter[]): Finding {
  return finding(
    id,
    { count: filters.length, names: nameList(filters.map((filter) => filter.object.displayName)) },
    places(filters),
  )
}

function partsOf(filters: readonly CustomFilter[]): readonly PartVerdict[] {
  const flat = filters.filter((filter) => filter.class === 'flat')
  const exact = flat.filter((filter) => !usesContains(filter))
  const contains = flat.filter(usesContains)
  const row = (title: string, verdict: Verdict, id: string, list: readonly CustomFilter[]) =>
    list.length === 0 ? [] : [part(title, verdict, about(id, list))]
  return [
    ...row('flat filters', 'automated', 'M2E-DYN-111', exact),
    ...row('filters with contains', 'assisted', 'M2E-DYN-112', contains),
    ...classes.flatMap(([name, title, verdict, id]) =>
      row(
        title,
        verdict,
        id,
        filters.filter((filter) => filter.class === name),
      ),
    ),
  ]
}

function blockersOf(filters: readonly CustomFilter[]): readonly Finding[] {
  const long = filters.filter((filter) => filter.xpath.length > 2800)
  const byHand = filters.filter((filter) => (filter.group?.explicitMembers.length ?? 0) > 0)
  const mail = filters.filter((filter) => filter.group !== undefined && isMailEnabled(filter.group))
  return [
    ...when(long.length > 0, about('M2E-DYN-201', long)),
    ...when(filters.length > 10_000, finding('M2E-DYN-202', { count: filters.length })),
    ...when(byHand.length > 0, about('M2E-DYN-203', byHand)),
    ...when(mail.length > 0, about('M2E-DYN-204', mail)),
    finding('M2E-DYN-205'),
  ]
}

function effortOf(filters: readonly CustomFilter[], most?: Effort['size']): Effort {
  const count = (...names: readonly FilterClass[]): number =>
    filters.filter((filter) => names.includes(filter.class)).length
  const timed = count('temporal')
  const hard = count('dereference', 'group-membership', 'not-people')
  const found = timed > 0 ? 'XL' : hard > 0 || filters.length > 200 ? 'L' : filters.length > 20 ? 'M' : 'S'
  const driver = finding('M2E-DYN-401', { count: filters.length, flat: count('flat'), hard, timed })
  return effort(most !== undefined && found !== 'S' ? most : found, [driver])
}
