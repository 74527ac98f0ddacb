import { describe, expect, it } from 'vitest'
import { provisioningStep } from './provisioning-steps.js'

describe('a step by hand', () => {
  it('is the same whatever else its scenario knows', () => {
    const plain = provisioningStep('agent', { target: 'CORP' })

    expect(provisioningStep('agent', { target: 'CORP', connector: 'CORP', count: 3 })).toEqual(plain)
    expect(plain.wording?.params).toEqual({ target: 'CORP' })
  })
})
