import { describe, expect, it } from 'vitest'
import { codeOf, isCodeAtHand } from './code-of.js'
import type { Connector } from './connector.js'
import type { Estate, SyncServer } from './estate.js'
import type { CodeFacts, ExtensionRule, ExtensionSource } from './extension-source.js'

const at = { file: 'x.cs', path: '' }
const facts: CodeFacts = { reads: [], writes: [], provisions: [], outside: [], throws: [], outcomes: [], helpers: [] }

function rule(name: string, match: ExtensionRule['match'] = 'exact', ignoresCase = false): ExtensionRule {
  return { name, match, ignoresCase, facts, lines: { from: 1, to: 1 }, at }
}

function source(method: string, rules: readonly ExtensionRule[], rest: Partial<ExtensionSource> = {}): ExtensionSource {
  const entryPoint = {
    method,
    interface: 'IMASynchronization',
    implemented: true,
    rules,
    facts,
    lines: { from: 1, to: 9 },
    at,
  } as const
  const found = {
    name: 'MAExtensionObject',
    interfaces: ['IMASynchronization'],
    entryPoints: [entryPoint],
    at,
  } as const
  return {
    language: 'csharp',
    depth: 'full',
    namespaces: [],
    classes: [found],
    outside: [],
    unreadable: [],
    at,
    ...rest,
  }
}

const exported = { id: '1', targetAttribute: 'cn', suppressDeletions: undefined, at }
const connector = {
  id: 'c',
  extension: { assembly: 'HRExtension.dll', separateProcess: false, at },
  exportFlows: [
    {
      connectorObjectType: 'user',
      metaverseObjectType: 'person',
      at,
      flows: [{ ...exported, mapping: { kind: 'scripted', ruleName: 'cn', sources: [] } }],
    },
  ],
} as unknown as Connector

function estateOf(...extensionSources: readonly ExtensionSource[]): Estate {
  const server = { connectors: [connector], metaverse: undefined } as unknown as SyncServer
  return { servers: [server], services: [], notices: [], ledger: { files: [] }, extensionSources }
}

describe('codeOf', () => {
  it('finds the branch of a rule in the source of its assembly', () => {
    const other = source('MapAttributesForExport', [rule('cn')], { assembly: 'Other' })
    const own = source('MapAttributesForExport', [rule('mail'), rule('CN', 'exact', true), rule('c', 'prefix')], {
      assembly: 'hrextension',
    })

    const found = codeOf(estateOf(other, own), connector, 'export-flow', 'cn')

    expect(found.map((code) => [code.source.assembly, code.rule?.name])).toEqual([
      ['hrextension', 'CN'],
      ['hrextension', 'c'],
    ])
    expect(codeOf(estateOf(own), connector, 'import-flow', 'cn')).toEqual([])
  })

  it('takes a method without branches for the code of every rule', () => {
    expect(codeOf(estateOf(source('MapAttributesForExport', [])), connector, 'export-flow', 'x')).toMatchObject([
      { rule: undefined },
    ])
  })
})

describe('isCodeAtHand', () => {
  it('believes a source that names its assembly', () => {
    expect(isCodeAtHand(estateOf(source('Deprovision', [], { assembly: 'HRExtension' })), 'HRExtension.dll')).toBe(true)
  })

  it('believes a source without assembly only when it answers for every rule', () => {
    expect(isCodeAtHand(estateOf(source('MapAttributesForExport', [rule('cn')])), 'HRExtension.dll')).toBe(true)
    expect(isCodeAtHand(estateOf(source('MapAttributesForExport', [rule('mail')])), 'HRExtension.dll')).toBe(false)
    const foreign = source('MapAttributesForExport', [rule('cn')], { namespaces: ['Mms_ManagementAgent_Payroll'] })
    expect(isCodeAtHand(estateOf(foreign), 'HRExtension.dll')).toBe(false)
    expect(isCodeAtHand(estateOf(), 'HRExtension.dll')).toBe(false)
  })
})
