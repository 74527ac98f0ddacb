import { describe, expect, it } from 'vitest'
import { dropFileMode, runStepKind, splitSubtypes } from './run-step-kind.js'

const none = { import: [], export: [], applyRules: [] }

describe('runStepKind', () => {
  it.each([
    ['full-import', { ...none, import: ['to-cs'] }, 'full-import'],
    ['delta-import', { ...none, import: ['to-cs'] }, 'delta-import'],
    ['full-import', none, 'full-import-delta-sync'],
    ['delta-import', none, 'delta-import-delta-sync'],
    ['full-import', { ...none, import: ['to-cs', 'to-file'] }, 'full-import'],
    ['full-import', { ...none, import: ['to-file'] }, 'full-import'],
    ['delta-import', { ...none, import: ['resume-from-file'] }, 'delta-import-delta-sync'],
    ['delta-import', { ...none, import: ['to-cs', 'resume-from-file'] }, 'delta-import'],
    ['full-import-reevaluate-rules', none, 'full-import-full-sync'],
    ['apply-rules', { ...none, applyRules: ['apply-pending'] }, 'delta-synchronization'],
    ['apply-rules', { ...none, applyRules: ['reevaluate-flow-connectors'] }, 'full-synchronization'],
    ['apply-rules', { ...none, applyRules: ['reevaluate-join-flow-all'] }, 'full-synchronization'],
    ['export', none, 'export'],
    ['export', { ...none, export: ['to-file'] }, 'export'],
    ['full-import', { ...none, import: ['to-cs', 'sideways'] }, 'unknown'],
    ['apply-rules', none, 'unknown'],
    ['apply-rules', { ...none, applyRules: ['apply-some'] }, 'unknown'],
    ['time-travel', none, 'unknown'],
  ])('%s %j is %s', (type, subtypes, kind) => {
    expect(runStepKind(type, subtypes)).toBe(kind)
  })

  it('takes sub-types from repeated elements and from comma lists', () => {
    expect(splitSubtypes(['to-cs, to-file', 'resume-from-file'])).toEqual(['to-cs', 'to-file', 'resume-from-file'])
  })

  it('tells writing a drop file from replaying one', () => {
    expect(dropFileMode({ ...none, import: ['to-cs', 'to-file'] })).toBe('to-file')
    expect(dropFileMode({ ...none, export: ['resume-from-file'] })).toBe('resume-from-file')
    expect(dropFileMode(none)).toBe('none')
  })
})
