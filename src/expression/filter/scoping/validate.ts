/** Checks a scoping filter against what the provisioning service supports. */

import { translatePattern } from '../../library/regex.js'
import type { FilterIssue } from '../core/issue.js'
import { issue } from '../core/issue.js'
import type { ScopingClause, ScopingFilter } from './ast.js'
import { scopingOperator, UNDESCRIBED, VALUELESS } from './ast.js'

/** Attributes the service cannot filter on, in lower case; dates and multi-valued attributes are known by their type. */
const UNSUPPORTED_ATTRIBUTES: readonly string[] = ['approleassignments', 'usertype', 'manager', 'members', 'member']

/** Dates the documentation names as examples, and those of Entra users; none of them can be filtered on. */
const DATES: readonly string[] = [
  'statushiredate',
  'startdate',
  'enddate',
  'statusterminationdate',
  'accountexpires',
  'employeehiredate',
  'employeeleavedatetime',
  'createddatetime',
  'deleteddatetime',
  'refreshtokensvalidfromdatetime',
  'lastpasswordchangedatetime',
]

/** Multi-valued attributes of users, devices and groups that exports name. */
const COLLECTIONS: readonly string[] = ['proxyaddresses', 'othermails', 'businessphones', 'assignedplans', 'memberof']

/** Why an attribute cannot be filtered on, or undefined when it can. */
export function unsupportedScopingAttribute(attribute: string): 'unsupported' | 'date' | 'multi-valued' | undefined {
  const name = attribute.toLowerCase()
  if (UNSUPPORTED_ATTRIBUTES.includes(name)) return 'unsupported'
  if (DATES.includes(name)) return 'date'
  return COLLECTIONS.includes(name) ? 'multi-valued' : undefined
}

export function validateScoping(filter: ScopingFilter): readonly FilterIssue[] {
  return filter.groups.flatMap((group) => group.clauses.flatMap(checkClause))
}

function checkClause(clause: ScopingClause): FilterIssue[] {
  const { attribute, operator: token, values } = clause
  const issues: FilterIssue[] = []
  const params = { attribute, operator: token }
  const barred = unsupportedScopingAttribute(attribute)
  if (barred !== undefined)
    issues.push(
      issue(
        `scoping.attribute-${barred}`,
        'error',
        `${attribute} cannot be filtered on.`,
        params,
        barred === 'multi-valued' ? 'scoping.multi-valued' : 'scoping.attributes',
      ),
    )
  const operator = scopingOperator(token)
  if (operator === undefined) {
    issues.push(issue('scoping.unknown-operator', 'error', `${token} is not an operator.`, params, 'scoping.operators'))
    return issues
  }
  if (UNDESCRIBED.includes(operator))
    issues.push(
      issue(
        'scoping.undescribed-operator',
        'error',
        `What ${token} does is not described.`,
        params,
        'scoping.operators',
      ),
    )
  const given = values.filter((value) => value !== '').length
  if (VALUELESS.includes(operator) ? given > 0 : values.length !== 1)
    issues.push(
      issue('scoping.value-count', 'error', `${token} has ${values.length} values.`, params, 'scoping.operators'),
    )
  const [value = ''] = values
  if (operator.startsWith('GREATER') && !/^\d+$/.test(value))
    issues.push(
      issue(
        'scoping.integer',
        'error',
        `${token} compares with ${value}, which is no integer.`,
        params,
        'scoping.integers',
      ),
    )
  if (operator.endsWith('REGEX MATCH') && typeof translatePattern(value) === 'string')
    issues.push(
      issue('scoping.pattern', 'warning', `The pattern ${value} could not be checked.`, params, 'scoping.operators'),
    )
  return issues
}
