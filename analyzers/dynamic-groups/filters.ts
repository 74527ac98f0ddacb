import type { Estate, IdentityService, ServiceGroup, ServiceObject, ServiceSet } from '../../src/model/index.js'
import { ruleGroups } from '../facts/groups.js'
import type { Collection } from '../facts/portal-groups.js'
import { customPolicies, isCustomers, servicesOf } from '../facts/service.js'
import { classOfFilter, type FilterClass, filterFeatures } from '../facts/xpath.js'

/** One filter of the customer that computes who belongs. */
export interface CustomFilter {
  readonly object: ServiceObject
  readonly service: IdentityService
  /** The group or set it computes. */
  readonly collection: Collection
  readonly xpath: string
  readonly class: FilterClass
  readonly group?: ServiceGroup
  readonly members: number
}

function isSingleGroup(xpath: string): boolean {
  return /^\s*\/Group\s*\[\s*\(?\s*ObjectID\s*=\s*['"][^'"]*['"]\s*\)?\s*\]\s*$/i.test(xpath)
}

export function groupFilters(estate: Estate): readonly CustomFilter[] {
  return servicesOf(estate).flatMap((service) =>
    ruleGroups(service).flatMap((group) =>
      group.filter === undefined
        ? []
        : [
            {
              object: group.object,
              service,
              collection: group,
              xpath: group.filter.xpath,
              class: classOfFilter(group.filter.xpath),
              group,
              members: group.computedMemberCount,
            },
          ],
    ),
  )
}

/** Sets of the customer, with a filter, that a switched-on rule of the customer uses. */
export function setFilters(estate: Estate): readonly CustomFilter[] {
  return servicesOf(estate).flatMap((service) => {
    const used = new Set(
      customPolicies(service).flatMap((policy) => [
        policy.requestorSetId,
        policy.targetBeforeSetId,
        policy.targetAfterSetId,
      ]),
    )
    return service.sets
      .filter((set) => isCustomers(set.object) && used.has(set.object.id))
      .flatMap((set: ServiceSet) =>
        set.filter === undefined
          ? []
          : [
              {
                object: set.object,
                service,
                collection: set,
                xpath: set.filter.xpath,
                class: classOfFilter(set.filter.xpath),
                members: set.computedMemberCount,
              },
            ],
      )
  })
}

export function realFilters(filters: readonly CustomFilter[]): readonly CustomFilter[] {
  return filters.filter((filter) => !isSingleGroup(filter.xpath))
}

export function usesContains(filter: CustomFilter): boolean {
  return filterFeatures(filter.xpath).has('attribute-contains')
}

const entraNames = new Set(
  'accountname|city|company|costcenter|country|department|displayname|division|email|employeeid|employeetype|faxnumber|firstname|givenname|jobtitle|lastname|mail|mailnickname|middlename|mobilephone|objectid|objecttype|officelocation|officephone|postalcode|state|surname|telephonenumber|title|userprincipalname'.split(
    '|',
  ),
)

/** Attributes the filters read that Entra ID does not have under a like name. */
export function attributesWithoutCounterpart(filters: readonly CustomFilter[]): readonly string[] {
  const names = filters.flatMap((filter) => {
    const text = filter.xpath.replace(/(['"]).*?\1/gs, "''")
    const compared = [...text.matchAll(/(?<![/:\w-])([A-Za-z_][\w-]*)\s*(?:=|!=|<|>)/g)].map((match) => match[1] ?? '')
    const called = [...text.matchAll(/(?:starts-with|ends-with|contains)\s*\(\s*([A-Za-z_][\w-]*)/gi)].map(
      (match) => match[1] ?? '',
    )
    return [...compared, ...called]
  })
  return [...new Set(names)].filter((name) => !entraNames.has(name.toLowerCase())).sort()
}
