/** What is wrong with a filter that was read: the target would refuse it, or do something else than it seems to say. */

import type { Limit, LimitId } from '../limits.js'
import { limitOf } from '../limits.js'

export interface FilterIssue {
  readonly id: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly params: Readonly<Record<string, string>>
  readonly limit?: Limit
}

export function issue(
  id: string,
  severity: FilterIssue['severity'],
  message: string,
  params: Readonly<Record<string, string>> = {},
  limit?: LimitId,
): FilterIssue {
  const base = { id, severity, message, params }
  return limit === undefined ? base : { ...base, limit: limitOf(limit) }
}
