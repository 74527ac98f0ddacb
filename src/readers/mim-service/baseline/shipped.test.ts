import { expect, test } from 'vitest'
import file from './mim-2016-sp1.json' with { type: 'json' }
import { shippedBaseline } from './shipped.js'

test('the baseline holds ids, names of attributes and digests, and nothing else', () => {
  for (const { attributes, objects } of Object.values(file.types)) {
    const columns = attributes.split(' ').length
    const row = new RegExp(`^(?:(?:[\\w-]{8}|-)(?: |$)){${columns}}$`)
    expect(attributes).toMatch(/^[\w ]*$/)
    for (const [id, digests] of Object.entries(objects)) {
      expect(id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      if (attributes !== '') expect(digests).toMatch(row)
      else expect(digests).toBe('')
    }
  }
})

test('knows the objects of the product by id', () => {
  const baseline = shippedBaseline()

  expect(baseline.build).toBe('4.4.1459.0')
  expect(baseline.types.get('ManagementPolicyRule')).toHaveLength(83)
  expect(baseline.find('10000005-1111-45b5-ad13-2764d866c000')?.type).toBe('Set')
  expect(baseline.find('10000005-1111-45b5-ad13-2764d866c001')).toBeUndefined()
  expect(baseline.find('constructor')).toBeUndefined()
})
