import { isObject, jsonOf } from '../client/client.js'
import type { Condition, Json, JsonPath } from '../step.js'
import { isSame } from './compare.js'

/**
 * Dots lead into objects and lists (`value.0.state`), a last `#` counts, and a leading `json:` reads texts that are JSON
 * themselves, as provisioning on demand answers them.
 */
export function valueAt(json: Json, path: JsonPath): Json | undefined {
  const inTexts = path.startsWith('json:')
  const names = (inTexts ? path.slice('json:'.length) : path).split('.').filter((name) => name !== '')
  let value: Json | undefined = json
  for (const name of names) {
    if (inTexts && typeof value === 'string') value = jsonOf(value)
    if (Array.isArray(value)) value = name === '#' ? value.length : value[Number(name)]
    else value = isObject(value) ? value[name] : undefined
  }
  return value
}

export function holds(condition: Condition, json: Json): boolean {
  const value = valueAt(json, condition.path)
  switch (condition.is) {
    case 'equal':
      return isSame(condition.value, value)
    case 'not-equal':
      return !isSame(condition.value, value)
    case 'one-of':
      return condition.values.some((one) => isSame(one, value))
    case 'starting-with':
      return typeof value === 'string' && value.toLowerCase().startsWith(condition.value.toLowerCase())
    case 'ending-with':
      return typeof value === 'string' && value.toLowerCase().endsWith(condition.value.toLowerCase())
    case 'containing':
      return Array.isArray(value)
        ? value.some((item) => isSame(condition.value, item))
        : typeof value === 'string' && value.includes(condition.value)
    case 'after':
      return typeof value === 'string' && Date.parse(value) > Date.parse(condition.value)
    case 'present':
      return value !== undefined && value !== null
    case 'absent':
      return value === undefined || value === null
  }
}

export function allHold(conditions: readonly Condition[], json: Json): boolean {
  return conditions.every((condition) => holds(condition, json))
}

/** What a condition wants, for a message. */
export function conditionText(condition: Condition): string {
  if (condition.is === 'present' || condition.is === 'absent') return condition.is
  if (condition.is === 'one-of') return condition.values.map(String).join(' or ')
  return condition.is === 'equal' ? String(condition.value) : `${condition.is} ${String(condition.value)}`
}
