import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Estate, FileCoverage } from '../../src/model/index.js'
import { openEstate } from '../../src/readers/open.js'

const corpus = process.env.MIM2ENTRA_CORPUS ?? ''

describe.skipIf(corpus === '' || !existsSync(corpus))('codeless rules and configuration scripts of the corpus', () => {
  const open = (folder: string): Promise<Estate> => openEstate([join(corpus, folder)])

  function expectWhole(
    estate: Estate,
  ): readonly (readonly [kind: string, modelled: number, documented: number, ignored: number])[] {
    const read = estate.ledger.files.filter((file) => file.kind !== undefined)
    for (const file of read) {
      expect([file.file, file.outcome, file.counts.unknown]).toEqual([file.file, 'read', 0])
      expect(file.entries.reduce((sum, entry) => sum + entry.count, 0)).toBe(total(file))
    }
    return read.map(({ kind, counts }) => [kind ?? '', counts.modelled, counts.documented, counts.ignored])
  }

  function total({ counts }: FileCoverage): number {
    return counts.modelled + counts.documented + counts.ignored + counts.unknown
  }

  it('reads the provisioning rules and their schema', async () => {
    const estate = await open('codeless-provisioning')

    expect(expectWhole(estate)).toEqual([
      ['codeless-schema', 0, 556, 0],
      ['codeless-provisioning', 54, 0, 0],
      ['codeless-provisioning', 504, 0, 21],
      ['codeless-provisioning', 64, 0, 0],
    ])
    const sets = estate.codelessRules ?? []
    expect(sets.map((set) => set.rules.length)).toEqual([1, 23, 2])
    expect(sets.flatMap((set) => set.rules).filter((rule) => rule.kind === 'unknown')).toEqual([])
    expect(estate.notices.map((notice) => notice.id).filter((id) => id === 'M2E-READ-074')).toEqual([])
  })

  it('reads the flow rules', async () => {
    const estate = await open('codeless-rules-extension')

    expect(expectWhole(estate)).toEqual([['codeless-rules-extension', 287, 0, 0]])
    const rules = estate.codelessRules?.[0]?.rules ?? []
    const kinds = (kind: string) => rules.filter((rule) => rule.kind === kind).length
    expect([kinds('import-flow'), kinds('export-flow'), kinds('join'), kinds('deprovision'), kinds('unknown')]).toEqual(
      [9, 4, 1, 3, 0],
    )
    expect(estate.notices.filter((notice) => notice.id === 'M2E-READ-074')).toEqual([])
  })

  it('reads the configuration scripts, workflow file and variables', async () => {
    const estate = await open('lithnet-configsync')

    expect(expectWhole(estate)).toEqual([
      ['mim-service-script', 187, 0, 0],
      ['mim-service-script', 122, 3, 0],
      ['mim-service-workflow', 13, 0, 0],
      ['mim-service-variables', 5, 0, 0],
    ])
    const [service] = estate.services
    expect([
      service?.sets.length,
      service?.policies.length,
      service?.workflows.length,
      service?.emailTemplates.length,
    ]).toEqual([2, 2, 1, 1])
    expect(service?.workflows[0]?.activities.map((activity) => activity.activity)).toEqual([
      'EmailNotificationActivity',
    ])
    expect(service?.policies.find((policy) => policy.kind === 'set-transition')?.actionWorkflowIds).toEqual([
      service?.workflows[0]?.object.id,
    ])
  })

  it('reads a single agent with the settings file of its scripts, without the secret', async () => {
    const estate = await open('single-ma-export/2-b2b-user-psma')

    expect(expectWhole(estate).map(([kind]) => kind)).toEqual(['mim-sync-single-connector', 'extension-settings'])
    expect(estate.documents?.map((document) => document.kind)).toEqual(['extension-settings'])
    expect(estate.notices.filter((notice) => notice.id === 'M2E-READ-028').map((notice) => notice.message)).toEqual([
      expect.stringContaining('"ClientSecret"'),
    ])
  })
})
