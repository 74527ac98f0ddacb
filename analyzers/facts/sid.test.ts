import { expect, it } from 'vitest'
import { sidText } from './sid.js'

it.each([
  ['AQUAAAAAAAUVAAAA5ezG1Lc9NhL+4dPa9gQAAA==', 'S-1-5-21-3569806565-305544631-3671319038-1270'],
  ['AQEAAAAAAAUSAAAA', 'S-1-5-18'],
  ['s-1-5-21-1-2-3-500', 'S-1-5-21-1-2-3-500'],
  ['', undefined],
  ['AQUAAAAAAAUVAAAA', undefined],
  ['not a sid', undefined],
])('reads %s', (given, expected) => {
  expect(sidText(given)).toBe(expected)
})
