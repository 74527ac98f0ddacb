import type { Estate } from '../../src/model/index.js'
import { type Sighting, when } from '../facts/design.js'
import { nameList } from '../facts/service.js'
import { finding } from '../finding.js'
import { type CustomFilter, groupFilters, realFilters, setFilters } from './filters.js'

/** Rule-based membership over all services of the estate. */
export function sight(estate: Estate): readonly Sighting[] {
  const all = groupFilters(estate)
  const groups = realFilters(all)
  const sets = realFilters(setFilters(estate))
  const single = all.filter((filter) => !groups.includes(filter))
  const filled = groups.filter((filter) => filter.members > 0)
  const at = (list: readonly CustomFilter[]) => list.slice(0, 20).map((filter) => filter.object.at)
  const names = (list: readonly CustomFilter[]) => nameList(list.map((filter) => filter.object.displayName))
  const evidence = [
    ...when(groups.length > 0, finding('M2E-DYN-001', { count: groups.length, groups: names(groups) }, at(groups))),
    ...when(sets.length > 0, finding('M2E-DYN-002', { count: sets.length, sets: names(sets) }, at(sets))),
    ...when(single.length > 0 && groups.length === 0, finding('M2E-DYN-003', { count: single.length }, at(single))),
    ...when(filled.length > 0, finding('M2E-DYN-018', { count: filled.length }, at(filled))),
  ]
  return evidence.length === 0 ? [] : [{ name: '', id: '', evidence }]
}
