import type { CalibratedRate, EffortCalibration } from '../../model/index.js'
import type { JsonNode } from '../json/node.js'
import { members, numberOf, objectOf, openStrict, placeOf, type StrictFile, wrong } from './strict.js'

/**
 * Reads a team's figures of effort, in person-days:
 * `{ "base": { "S": { "low": 1, "high": 2 } }, "rates": { "flow": { "low": 0.05, "high": 0.1, "cap": 200 } } }`.
 * What is not named keeps its proposed value.
 *
 * @throws InputError naming file and line
 */
export function readEffortCalibration(text: string, name: string): EffortCalibration {
  const file = openStrict(text, name)
  const found = members(file, file.root, 'the file', ['base', 'rates'])
  return { bases: ratesOf(file, found.get('base'), '"base"'), rates: ratesOf(file, found.get('rates'), '"rates"') }
}

function ratesOf(file: StrictFile, node: JsonNode | undefined, what: string): readonly CalibratedRate[] {
  if (node === undefined) return []
  const names = new Set<string>()
  return objectOf(file, node, what).members.map((member) => {
    const name = String(member.key)
    if (names.has(name)) throw wrong(file, member, `"${name}" is given twice in ${what}.`, 'Leave one of the two.')
    names.add(name)
    return rateOf(file, member, name, what === '"base"')
  })
}

function rateOf(file: StrictFile, node: JsonNode, name: string, isBase: boolean): CalibratedRate {
  const found = members(file, node, `"${name}"`, isBase ? ['low', 'high'] : ['low', 'high', 'cap'])
  const days = (end: 'low' | 'high'): number => {
    const member = found.get(end)
    if (member === undefined) throw wrong(file, node, `"${name}" has no "${end}".`, 'Write both ends of the range.')
    const value = numberOf(file, member, `"${end}"`)
    if (value >= 0 && value <= 1000) return value
    throw wrong(file, member, `"${end}" is ${value}.`, 'Write person-days from 0 to 1000.')
  }
  const [low, high] = [days('low'), days('high')]
  if (low > high)
    throw wrong(file, node, `"${name}" goes from ${low} to ${high} days.`, 'Write the smaller figure as "low".')
  const capNode = found.get('cap')
  const cap = capNode === undefined ? undefined : numberOf(file, capNode, '"cap"')
  if (cap !== undefined && capNode !== undefined && !(Number.isInteger(cap) && cap >= 1))
    throw wrong(file, capNode, `"cap" is ${cap}.`, 'Write the number of units to count at most, 1 or more.')
  return { name, low, high, cap, at: placeOf(file, node) }
}
