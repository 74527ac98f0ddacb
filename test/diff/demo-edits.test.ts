import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diffEstates, type EstateDiff, sideBySide } from '../../src/diff/index.js'
import type { Estate } from '../../src/model/index.js'
import { openEstate } from '../../src/readers/open.js'
import { root } from '../meta/repository.js'
import { apply, consequencesOf, type Edit, filesOf, read, told, withCopy, write } from './edits.js'

const demo = join(root, 'demo', 'estate')
let opened: Estate | undefined

async function original(): Promise<Estate> {
  opened ??= await openEstate([demo])
  return opened
}

async function diffAfter(change: (copy: string) => void): Promise<EstateDiff> {
  return withCopy(demo, async (copy) => {
    change(copy)
    return diffEstates(await original(), await openEstate([copy]))
  })
}

const edits: readonly Edit[] = [
  {
    says: 'changed connector HR warehouse name: HR → HR warehouse',
    file: 'MA-{40070B45',
    from: '<name>HR</name>',
    to: '<name>HR warehouse</name>',
  },
  {
    says: 'changed connector HR warehouse deprovisioning: make-normal-disconnector → delete-object',
    file: 'MA-{40070B45',
    from: '<action>make-normal-disconnector</action>',
    to: '<action>delete-object</action>',
  },
  {
    says: 'changed connector HR warehouse database-server: KBSQL02\\HR → KBSQL09\\HR',
    file: 'MA-{40070B45',
    from: '<server>KBSQL02\\HR</server>',
    to: '<server>KBSQL09\\HR</server>',
  },
  {
    says: 'changed HR warehouse › Full Import › run-step full-import to-cs (default) deletion-limit: 250 → 500',
    file: 'MA-{40070B45',
    from: '<delete>250</delete>',
    to: '<delete>500</delete>',
  },
  {
    says: 'changed KBCORP AD › user › sAMAccountName substring-start service- › condition sAMAccountName substring-start service- condition: sAMAccountName substring-start svc- → sAMAccountName substring-start service-',
    file: 'MA-{26D29FA4',
    from: '<value>svc-</value>',
    to: '<value>service-</value>',
  },
  {
    says: 'changed KBCORP AD › join user: sAMAccountName = accountName resolution: scripted cd.user#2 → scripted cd.user#9',
    file: 'MA-{26D29FA4',
    from: 'cd.user#2<',
    to: 'cd.user#9<',
  },
  {
    says: 'changed KBCORP AD › projection user metaverse-type: person → contact',
    file: 'MA-{26D29FA4',
    from: '<mv-object-type>person</mv-object-type></class-mapping>',
    to: '<mv-object-type>contact</mv-object-type></class-mapping>',
  },
  {
    says: 'changed KBCORP AD › export-flow extensionAttribute3 (person → user) mapping: costCenter → department',
    file: 'MA-{26D29FA4',
    from: /(\{88AF4F1F-65DB-4CE9-A926-6D4904FAA62A\}" suppress-deletions="false"><direct-mapping><src-attribute>)costCenter/,
    to: '$1department',
  },
  {
    says: 'removed KBCORP AD › export-flow employeeType (person → user)',
    file: 'MA-{26D29FA4',
    from: /<export-flow cd-attribute="employeeType" id="\{F83527D0[^>]*><direct-mapping>.*?<\/export-flow>/,
    to: '',
  },
  {
    says: 'removed KBCORP AD › DC=kbcorp,DC=de › container-included OU=Extern,DC=kbcorp,DC=de',
    file: 'MA-{26D29FA4',
    from: '<inclusion>OU=Extern,DC=kbcorp,DC=de</inclusion>',
    to: '',
  },
  {
    says: 'changed deletion-rule organizationalUnit deletion: declared-last → declared-any',
    file: 'mim-sync/MV',
    from: 'type="declared-last"><src-ma>{26D29FA4',
    to: 'type="declared-any"><src-ma>{26D29FA4',
  },
  {
    says: 'changed recall Badge system recall: no → yes',
    file: 'mim-sync/MV',
    from: '{47C81FF4-04C8-44E4-B7A9-4B848A552449}"><enable-recall>false',
    to: '{47C81FF4-04C8-44E4-B7A9-4B848A552449}"><enable-recall>true',
  },
  {
    says: 'moved mail (group) › import-flow KBCORP AD.group: mail',
    file: 'mim-sync/MV',
    from: /(<import-flow src-ma="\{26D29FA4-[^"]*" cd-object-type="group" id="\{F782368A.*?<\/import-flow>)(<import-flow [^>]*\{6FF1B596.*?<\/import-flow>)/,
    to: '$2$1',
  },
  {
    says: 'changed policy KB: People change their own mobile number :ActionParameter: MobilePhone → OfficePhone',
    file: 'policy.xml',
    from: '<string>MobilePhone</string>',
    to: '<string>OfficePhone</string>',
  },
  {
    says: 'changed sync-rule Out to AD - User Exchange Hybrid disabled: no → yes',
    file: 'SynchronizationRule_{0ca1d0e5',
    from: '<disabled>False</disabled>',
    to: '<disabled>True</disabled>',
  },
  {
    says: 'removed Out to AD - User Exchange Hybrid › sourceObjectType EQUAL User ∧ cloudAnchor ISNOTNULL › condition cloudMastered NOTEQUAL True',
    file: 'SynchronizationRule_{0ca1d0e5',
    from: /<scope>\s*<csAttribute>cloudMastered[\s\S]*?<\/scope>/,
    to: '',
  },
  {
    says: 'changed Out to AD - User Exchange Hybrid › rule-flow proxyAddresses mapping: IIF(IsNullOrEmpty([cloudLegacyExchangeDN]),NULL,"x500:" & [cloudLegacyExchangeDN]) → IIF(IsNullOrEmpty([cloudLegacyExchangeDN]),NULL,"X500:" & [cloudLegacyExchangeDN])',
    file: 'SynchronizationRule_{0ca1d0e5',
    from: '"x500:"',
    to: '"X500:"',
  },
  {
    says: 'changed KB - In from AD - User filter › sAMAccountName STARTSWITH srv- › condition sAMAccountName STARTSWITH srv- condition: sAMAccountName STARTSWITH svc- → sAMAccountName STARTSWITH srv-',
    file: 'SynchronizationRule_{f4964df1',
    from: '<csValue>svc-</csValue>',
    to: '<csValue>srv-</csValue>',
  },
  {
    says: 'changed setting Microsoft.OptionalFeature.ExportDeletionThresholdValue value: 500 → 200',
    file: 'GlobalSettings/MV.xml',
    from: /(ExportDeletionThresholdValue[\s\S]{0,200}?)500/,
    to: '$1200',
  },
  {
    says: 'removed kbcorp.de › selected-attribute employeeType',
    file: 'Connector_{3481df96',
    from: '<attribute>employeeType</attribute>',
    to: '',
  },
]

describe('a copy of the demo estate', () => {
  it('has no difference when nothing was changed', async () => {
    const diff = await diffAfter(() => undefined)

    expect(told(diff)).toEqual([])
    expect(diff).toMatchObject({
      unexplained: [],
      onlyBytes: [],
      noise: { order: 0, whitespace: 0, dates: 0, counters: 0, ids: 0 },
    })
  })

  it('has one row for each of twenty edits', async () => {
    const diff = await diffAfter((copy) => {
      for (const edit of edits) apply(copy, edit)
    })

    expect(edits).toHaveLength(20)
    expect(told(diff).sort()).toEqual(edits.map(({ says }) => says).sort())
    expect(consequencesOf(diff)).toEqual(
      expect.arrayContaining([
        'deletes HR warehouse: ',
        'scope-both KBCORP AD: ',
        'scope-out KBCORP AD: ',
        'winner 1 KBCORP AD FIM Service: mail (group)',
        'flows-stop 3: proxyAddresses, mS-DS-ConsistencyGuid, msDS-ExternalDirectoryObjectId',
        'scope-in Out to AD - User Exchange Hybrid: ',
      ]),
    )
  })

  it('counts what was made by exporting again', async () => {
    const diff = await diffAfter((copy) => {
      for (const path of filesOf(join(copy, 'mim-sync'))) {
        const text = read(path)
          .replaceAll(/(creation-time|last-modification-time)>20/g, '$1>19')
          .replaceAll(/<version>(\d+)</g, '<version>9$1<')
          .replaceAll(/export-date='2026/g, "export-date='2027")
        write(path, text)
      }
    })

    expect(told(diff)).toEqual([])
    expect(diff.noise.dates).toBeGreaterThan(10)
    expect(diff.noise.counters).toBeGreaterThan(10)
  })

  it('tells a projection that is decided another way in one row, with the type it brings', async () => {
    const diff = await diffAfter((copy) => {
      for (const path of filesOf(join(copy, 'mim-sync')))
        write(
          path,
          read(path).replace(
            /<class-mapping type="scripted" (id="\{A303D33C[^>]*>)<\/class-mapping>/,
            '<class-mapping type="declared" $1<mv-object-type>group</mv-object-type></class-mapping>',
          ),
        )
    })

    expect(told(diff)).toEqual(['changed KBCORP AD › projection group projection-kind: scripted → declared'])
    expect(diff.differences[0]?.facet?.after.detail).toBe('group')
  })

  it('knows connectors and rules again that were imported under new ids', async () => {
    const diff = await diffAfter((copy) => {
      for (const path of filesOf(copy))
        write(
          path,
          read(path).replaceAll(
            /\{([0-9A-Fa-f]{4})([0-9A-Fa-f]{4}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\}/g,
            (all, first: string, rest: string) =>
              rest.startsWith('0000-0000') ? all : `{${first.split('').reverse().join('')}${rest}}`,
          ),
        )
    })

    expect(told(diff)).toEqual([])
    expect(diff.byFingerprint).toHaveLength(11)
    expect(diff.noise.ids).toBeGreaterThan(30)
  })

  it('tells a connector that went in one row, with what goes with it below', async () => {
    const diff = await diffAfter((copy) => {
      const hr = filesOf(copy).find((path) => path.includes('40070B45'))
      if (hr !== undefined) rmSync(hr)
      const mv = filesOf(copy).find((path) => path.includes('mim-sync/MV')) ?? ''
      write(
        mv,
        read(mv).replaceAll(
          /<import-flow src-ma="\{40070B45[^>]*>(?:<sync-rule-mapping.*?<\/sync-rule-mapping>|(?:(?!<\/import-flow>).)*)<\/import-flow>/g,
          '',
        ),
      )
    })

    expect(told(diff)).toEqual(['removed connector HR'])
    expect(consequencesOf(diff)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^takes 2 join:/),
        expect.stringMatching(/^takes 6 run-profile:/),
        expect.stringMatching(/^follows \d+ import-flow removed:/),
        expect.stringMatching(/^winner \d+ HR /),
        expect.stringMatching(/^dangling \d+: /),
      ]),
    )
  })

  it('tells a rule of the MIM Service once, and what it wrote into the server as its consequence', async () => {
    const diff = await diffAfter((copy) => {
      for (const path of filesOf(copy)) write(path, read(path).replaceAll('OU=Mitarbeiter,OU=KB', 'OU=Staff,OU=KB'))
    })

    expect(told(diff).map((row) => row.replace(/ mapping: .*/, ''))).toEqual([
      'changed KB Outbound: KBCORP accounts › rule-flow dn',
      'changed KB Outbound: KBCORP accounts › rule-flow dn',
    ])
    expect(consequencesOf(diff)).toEqual(['follows 2 export-flow changed: dn (person → user), dn (person → user)'])
    const { rows } = sideBySide([await original(), await original()])
    expect(rows).toEqual([])
  })

  it('tells a rule put before others in one row, and the pushed ones as its consequence', async () => {
    const diff = await diffAfter((copy) => {
      const rules = filesOf(copy).filter((path) => path.includes('SynchronizationRule_'))
      const model = rules.find((path) => read(path).includes('<precedence>50<')) ?? ''
      for (const path of rules)
        write(
          path,
          read(path).replace(
            /<precedence>(\d+)</,
            (_, number: string) => `<precedence>${Number(number) + (Number(number) >= 55 ? 1 : 0)}<`,
          ),
        )
      const id = '11111111-2222-3333-4444-555555555555'
      const added = read(model)
        .replaceAll('f4964df1-c6b4-4909-a443-2fd9a553546f', id)
        .replace(/<name>.*?<\/name>/, '<name>KB - In from AD - Contractors</name>')
        .replace('<precedence>50<', '<precedence>55<')
      write(model.replace('f4964df1-c6b4-4909-a443-2fd9a553546f', id), added)
    })

    expect(told(diff)).toEqual(['added sync-rule KB - In from AD - Contractors'])
    expect(diff.differences[0]?.rank).toEqual({ after: 2 })
    expect(consequencesOf(diff)).toContainEqual(expect.stringMatching(/^shifted 19: /))
  })

  it('tells another build of the product from what the customer changed', async () => {
    const diff = await diffAfter((copy) => {
      for (const path of filesOf(join(copy, 'connect'))) {
        let text = read(path).replaceAll('2.5.190.0', '2.6.1.0')
        if (text.includes('<immutable-tag>Microsoft.OuttoADUserExchangeHybrid.006<'))
          text = text
            .replace('ExchangeHybrid.006<', 'ExchangeHybrid.007<')
            .replace('<csValue>True</csValue>', '<csValue>true</csValue>')
            .replace('<disabled>False<', '<disabled>True<')
        if (text.includes('<immutable-tag>Microsoft.InfromADUserCommon.'))
          text = text.replace('<linkType>Join', '<linkType>StickyJoin')
        write(path, text)
      }
    })

    const rows = told(diff)
    expect(rows).toContainEqual(expect.stringMatching(/^product: changed .* condition: cloudMastered NOTEQUAL True →/))
    const customers = rows.filter((row) => !row.startsWith('product:'))
    expect(customers).toEqual([
      'changed sync-rule In from AD - User Common link: join → sticky-join',
      'changed sync-rule Out to AD - User Exchange Hybrid disabled: no → yes',
    ])
    expect(rows.length).toBeGreaterThan(3)
  })
})
