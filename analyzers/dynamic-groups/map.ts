import { capability } from '../../src/catalogue/capabilities.js'
import type { Estate } from '../../src/model/index.js'
import type { Choice, Decided, Detection, Effort, Finding, PartVerdict, TargetDesign, Verdict } from '../analyzer.js'
import { choose, designOf, part, when } from '../facts/design.js'
import { distinctArtefacts } from '../facts/distinct.js'
import { isMailEnabled } from '../facts/groups.js'
import { nameList, textOf } from '../facts/service.js'
import type { FilterClass } from '../facts/xpath.js'
import { effort, finding, overallVerdict } from '../finding.js'
import { type DesignedFilter, designedFilter, type MailHome, type RuleHome } from './artefacts.js'
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

export function map(detection: Detection, estate: Estate, decided?: Decided): TargetDesign {
  const groups = realFilters(groupFilters(estate))
  const sets = realFilters(setFilters(estate))
  const filters = [...groups, ...sets]
  const sayable = filters.filter((filter) => filter.class === 'flat' || filter.class === 'negated')
  const attributes = attributesWithoutCounterpart(sayable)
  const home = homeChoice(detection, decided, groups)
  const mail = mailChoice(detection, decided, groups)
  const designed = filters.map((filter, index) =>
    designedFilter(estate, filter, home.taken as RuleHome, (mail?.taken ?? 'exchange') as MailHome, index),
  )
  const extensions = designed.flatMap((item) => item.artefacts.filter((made) => made.kind === 'directory-extension'))
  return designOf(detection, {
    parts: partsOf(filters, designed),
    target: finding('M2E-DYN-101', {}, places(filters)),
    blockers: [...blockersOf(filters), ...when(home.taken === 'access-package', ...tooLarge(groups))],
    losses: lossesOf(designed),
    prerequisites: [
      ...when(attributes.length > 0, finding('M2E-DYN-301', { attributes: nameList(attributes, 8) }, places(filters))),
      ...when(
        extensions.length > 0,
        finding(
          'M2E-DYN-302',
          { extensions: nameList([...new Set(extensions.map((item) => item.name))].sort(), 8) },
          extensions.flatMap((item) => item.madeFrom),
        ),
      ),
    ],
    handSteps: [finding('M2E-DYN-321')],
    licences: [
      { level: 'p1', per: 'each distinct person in a dynamic group' },
      ...(home.taken === 'access-package'
        ? ([{ level: 'id-governance', per: 'each person a package is assigned to by rule' }] as const)
        : []),
    ],
    // Sets that start workflows are priced with those; sets alone never cost more than M here.
    effort: groups.length > 0 ? effortOf(groups) : effortOf(sets, 'M'),
    choices: [home, ...(mail === undefined ? [] : [mail])],
    artefacts: distinctArtefacts(designed.flatMap((item) => item.artefacts)),
  })
}

const translated = {
  exact: { id: 'M2E-DYN-121', verdict: 'automated' },
  conditional: { id: 'M2E-DYN-122', verdict: 'assisted' },
  approximate: { id: 'M2E-DYN-123', verdict: 'assisted' },
  impossible: { id: 'M2E-DYN-124', verdict: 'redesign' },
} as const

/** How one filter was translated, and why not better. */
function translation({ filter, cloud }: DesignedFilter): { readonly reason: Finding; readonly verdict: Verdict } {
  const { rule, group } = cloud
  const quality = group.kind === 'dynamic-group' ? (rule?.quality ?? 'impossible') : 'impossible'
  const { verdict } = translated[quality]
  const id = quality === 'impossible' && filter.group === undefined ? 'M2E-DYN-125' : translated[quality].id
  const conditions = [
    ...(rule?.reasons ?? []).map((reason) => reason.text),
    ...(rule?.extensions ?? []).map((item) => `${item.name} has to be filled.`),
    ...(filter.collection.explicitMembers.length > 0 ? ['It also holds members named by hand.'] : []),
  ]
  const why = conditions.length === 0 ? 'The filter could not be read.' : [...new Set(conditions)].join(' ')
  return { reason: finding(id, { group: group.name, rule: rule?.rule ?? '', why }, filter.object.at), verdict }
}

function lossesOf(designed: readonly DesignedFilter[]): readonly Finding[] {
  const about = (key: 'unknown' | 'own'): readonly DesignedFilter[] => designed.filter(({ cloud }) => cloud[key] > 0)
  const lost = (id: string, key: 'unknown' | 'own'): readonly Finding[] => {
    const these = about(key)
    const count = these.reduce((sum, { cloud }) => sum + cloud[key], 0)
    const groups = nameList(these.map(({ cloud }) => cloud.group.name))
    return when(
      count > 0,
      finding(
        id,
        { count, groups },
        these.slice(0, 20).map(({ filter }) => filter.object.at),
      ),
    )
  }
  return [...lost('M2E-DYN-211', 'unknown'), ...lost('M2E-DYN-212', 'own')]
}

/** More people than a policy that assigns by rule takes. */
function tooLarge(groups: readonly CustomFilter[]): readonly Finding[] {
  const { usersPerAutoPolicy = 0 } = capability('em.limits').limits
  const large = groups.filter((filter) => filter.members > usersPerAutoPolicy)
  const item = about('M2E-DYN-206', large)
  return when(large.length > 0, { ...item, params: { ...item.params, limit: usersPerAutoPolicy } })
}

/** Groups that end on a day are packages; all others are rules that fill themselves. */
function homeChoice(detection: Detection, decided: Decided | undefined, groups: readonly CustomFilter[]): Choice {
  const ending = groups.filter((filter) => textOf(filter.object, 'ExpirationTime') !== '')
  const { usersPerAutoPolicy = 0 } = capability('em.limits').limits
  return choose(detection, decided, {
    id: 'dynamic-groups.membership',
    question: finding('M2E-DYN-501'),
    options: [
      { id: 'dynamic-group', text: finding('M2E-DYN-502'), betterWhen: finding('M2E-DYN-503') },
      {
        id: 'access-package',
        text: finding('M2E-DYN-504', { users: usersPerAutoPolicy }),
        betterWhen: finding('M2E-DYN-505'),
      },
    ],
    proposed: groups.length > 0 && ending.length === groups.length ? 'access-package' : 'dynamic-group',
    because: finding('M2E-DYN-506', { ending: ending.length, count: groups.length }, places(ending)),
  })
}

function mailChoice(
  detection: Detection,
  decided: Decided | undefined,
  groups: readonly CustomFilter[],
): Choice | undefined {
  const mail = groups.filter((filter) => filter.group !== undefined && isMailEnabled(filter.group))
  if (mail.length === 0) return undefined
  return choose(detection, decided, {
    id: 'dynamic-groups.mail',
    question: finding('M2E-DYN-511'),
    options: [
      { id: 'exchange', text: finding('M2E-DYN-512'), betterWhen: finding('M2E-DYN-513') },
      { id: 'microsoft-365', text: finding('M2E-DYN-514'), betterWhen: finding('M2E-DYN-515') },
    ],
    proposed: 'exchange',
    because: finding(
      'M2E-DYN-516',
      { count: mail.length, groups: nameList(mail.map((item) => item.object.displayName)) },
      places(mail),
    ),
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

function partsOf(filters: readonly CustomFilter[], designed: readonly DesignedFilter[]): readonly PartVerdict[] {
  const flat = filters.filter((filter) => filter.class === 'flat')
  const exact = flat.filter((filter) => !usesContains(filter))
  const contains = flat.filter(usesContains)
  const row = (title: string, verdict: Verdict, id: string, list: readonly CustomFilter[]) => {
    if (list.length === 0) return []
    const each = designed.filter((item) => list.includes(item.filter)).map(translation)
    return [
      part(
        title,
        worst([verdict, ...each.map((item) => item.verdict)]),
        about(id, list),
        ...each.map((item) => item.reason),
      ),
    ]
  }
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

function worst(found: readonly Verdict[]): Verdict {
  return overallVerdict(found.map((verdict) => part('', verdict)))
}

function blockersOf(filters: readonly CustomFilter[]): readonly Finding[] {
  const { groupsPerTenant = 0 } = capability('dyn.limits').limits
  const long = filters.filter((filter) => filter.xpath.length > 2800)
  const byHand = filters.filter((filter) => (filter.group?.explicitMembers.length ?? 0) > 0)
  const mail = filters.filter((filter) => filter.group !== undefined && isMailEnabled(filter.group))
  return [
    ...when(long.length > 0, about('M2E-DYN-201', long)),
    ...when(filters.length > nearly(groupsPerTenant), finding('M2E-DYN-202', { count: filters.length })),
    ...when(byHand.length > 0, about('M2E-DYN-203', byHand)),
    ...when(mail.length > 0, about('M2E-DYN-204', mail)),
    finding('M2E-DYN-205'),
  ]
}

/** The tenant has groups of its own, which no export of MIM shows. */
function nearly(limit: number): number {
  return Math.floor((limit * 2) / 3)
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
