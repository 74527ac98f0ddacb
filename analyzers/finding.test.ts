import { describe, expect, it } from 'vitest'
import type { Messages } from './analyzer.js'
import { finding, messageText, templateText } from './finding.js'

const messages: Messages = {
  'M2E-TEST-001': { kind: 'reason', text: '{count} {count|rule is|rules are} disabled in {connector}.' },
}

describe('messageText', () => {
  it.each([
    [1, '1 rule is disabled in HR.'],
    [0, '0 rules are disabled in HR.'],
    [12, '12 rules are disabled in HR.'],
    [1204, '1,204 rules are disabled in HR.'],
  ])('fits the words to the number %i', (count, sentence) => {
    expect(messageText(messages, finding('M2E-TEST-001', { count, connector: 'HR' }))).toBe(sentence)
  })

  it('keeps a place that has no value, so that a test can see it', () => {
    expect(messageText(messages, finding('M2E-TEST-001', { connector: 'HR' }))).toContain('{count}')
  })

  it('takes a value as it is, whatever it looks like', () => {
    expect(messageText(messages, finding('M2E-TEST-001', { count: 2, connector: '$& {count}' }))).toContain(
      'in $& {count}.',
    )
  })
})

describe('templateText', () => {
  it('keeps the places and takes the words for many', () => {
    expect(templateText(messages['M2E-TEST-001']?.text ?? '')).toBe('{count} rules are disabled in {connector}.')
  })
})
