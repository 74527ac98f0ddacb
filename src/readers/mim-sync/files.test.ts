import { describe, expect, it } from 'vitest'
import { XmlProblem } from '../../xml/index.js'
import { readers } from './index.js'
import { readAgent, readMetaverseOf, readText, unknownPaths } from './testing.js'

const [connectorReader, metaverseReader, singleReader] = readers as [
  (typeof readers)[number],
  (typeof readers)[number],
  (typeof readers)[number],
]

const peek = (local: string, attributes: Record<string, string> = {}) => ({
  root: { local, namespace: '', attributes },
  head: '',
})

describe('recognition', () => {
  it.each([
    ['saved-ma-configuration', ['mim-sync-connector']],
    ['saved-mv-configuration', ['mim-sync-metaverse']],
    ['export-ma', ['mim-sync-single-connector']],
    ['ma-data', []],
    ['Results', []],
  ])('%s', (local, kinds) => {
    expect(readers.filter((reader) => reader.recognise(peek(local))).map((reader) => reader.kind)).toEqual(kinds)
  })

  it('leaves alone what is not XML', () => {
    expect(readers.some((reader) => reader.recognise({ root: undefined, head: 'Name,Mail' }))).toBe(false)
  })
})

describe('connector file', () => {
  const text = `<saved-ma-configuration server='SYNC01' export-date='2024-05-01 10:00:00.000'>\n<!--WARNING\n</WARNING-->\n<ma-data>\n<category>MSSQL</category>\n<id>{AAAAAAAA-0000-0000-0000-000000000001}</id><name>HR</name>\n</ma-data></saved-ma-configuration>`

  it('states server, date and provenance', () => {
    const [part] = readText(connectorReader, text).parts

    expect(part).toMatchObject({
      kind: 'connector',
      product: 'mim-sync',
      server: 'SYNC01',
      exportedAt: '2024-05-01 10:00:00.000',
      scope: 'server',
      connector: {
        id: 'aaaaaaaa-0000-0000-0000-000000000001',
        name: 'HR',
        at: { file: 'MA-test.xml', path: '/saved-ma-configuration/ma-data', line: 4 },
      },
    })
  })

  it.each([
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['a BOM', `\uFEFF${text}`],
    ['a declaration and double quotes', `<?xml version="1.0"?>${text.replaceAll("'", '"')}`],
  ])('reads the same with %s', (_what, variant) => {
    expect(readText(connectorReader, variant).parts).toEqual(readText(connectorReader, text).parts)
  })

  it('lists sections that are absent or empty as empty', () => {
    const names = [
      'stay-disconnector',
      'join',
      'projection',
      'export-attribute-flow',
      'ma-run-data',
      'ma-partition-data',
    ]
    const { connector, unknown } = readAgent(`<category>MSSQL</category>${names.map((name) => `<${name}/>`).join('')}`)

    expect(connector).toMatchObject({ filters: [], joins: [], projections: [], exportFlows: [], runProfiles: [] })
    expect(readAgent('<category>MSSQL</category>').connector.joins).toEqual([])
    expect(unknown).toEqual([])
  })

  it('reads what a connector says about itself', () => {
    const { connector, unknown } =
      readAgent(`<category>AD</category><description>d</description><ma-companyname>c</ma-companyname><ma-listname>l</ma-listname><version>7</version>
      <creation-time>a</creation-time><last-modification-time>b</last-modification-time><password-sync-allowed>1</password-sync-allowed>
      <attribute-inclusion><attribute>mail</attribute><attribute>__proto__</attribute></attribute-inclusion><capabilities-mask>fb7f</capabilities-mask><export-type>2</export-type>
      <private-configuration><adma-configuration><forest-name>x</forest-name></adma-configuration></private-configuration>
      <dn-construction><attribute>cn</attribute></dn-construction><extension><assembly-name>E.dll</assembly-name><application-protection>high</application-protection><timeout>60</timeout></extension>
      <controller-configuration><application-protection>low</application-protection><application-architecture>process</application-architecture><impersonation><domain>X</domain><user>u</user></impersonation></controller-configuration>
      <password-sync><maximum-retry-count>10</maximum-retry-count><retry-interval>60</retry-interval><allow-low-security>0</allow-low-security><unlock-account>1</unlock-account></password-sync>
      <component_mappings><mapping><dn_component>ou</dn_component><object_class>organizationalUnit</object_class></mapping></component_mappings>`)

    expect(connector).toMatchObject({
      description: 'd',
      company: 'c',
      listName: 'l',
      version: '7',
      createdAt: 'a',
      modifiedAt: 'b',
      selectedAttributes: ['mail', '__proto__'],
      capabilities: { mask: 'fb7f', exportType: '2', fullImport: true, deltaImport: true, export: true },
      dnConstruction: ['cn'],
      extension: { assembly: 'E.dll', separateProcess: true, timeoutSeconds: 60 },
      hosting: { protection: 'low', architecture: 'process', impersonation: 'X\\u' },
      passwordSync: {
        allowed: true,
        maximumRetryCount: 10,
        retryIntervalSeconds: 60,
        allowLowSecurity: false,
        unlockAccount: true,
      },
      componentMappings: [{ dnComponent: 'ou', objectClass: 'organizationalUnit' }],
    })
    expect(unknown).toEqual([])
  })

  it('notices an element never seen before, once for each place, and reads the rest', () => {
    const { connector, notices, unknown } = readAgent(
      `<category>MSSQL</category><hologram-tuning><x a="1"/><x a="2"/></hologram-tuning><join><join-profile cd-object-type="p" weight="3"/><join-profile cd-object-type="q" weight="4"/></join><join/>`,
    )

    expect(connector.joins).toHaveLength(2)
    expect(unknown).toEqual([
      '/saved-ma-configuration/ma-data/hologram-tuning',
      '/saved-ma-configuration/ma-data/hologram-tuning/@*',
      '/saved-ma-configuration/ma-data/join/join-profile/@weight',
      '/saved-ma-configuration/ma-data/join',
    ])
    expect(notices.map((notice) => notice.id)).toEqual(Array(4).fill('M2E-READ-030'))
    expect(notices[2]?.message).toContain('2 times')
  })

  it('does not drown a report in five thousand oddities', () => {
    const oddities = Array.from({ length: 5000 }, (_, index) => `<odd${index}/>`).join('')
    const { notices, coverage } = readAgent(`<category>MSSQL</category>${oddities}`)

    expect(notices).toHaveLength(51)
    expect(coverage.counts.unknown).toBe(5000)
  })

  it('says so when there is no management agent, no id', () => {
    expect(readText(connectorReader, '<saved-ma-configuration/>').notices.map((one) => one.id)).toEqual([
      'M2E-READ-029',
    ])
    const nameless = readText(
      connectorReader,
      '<saved-ma-configuration><ma-data><category>AD</category></ma-data></saved-ma-configuration>',
    )
    expect(nameless.notices.map((one) => one.id)).toEqual(['M2E-READ-029'])
  })

  it('refuses a file that is cut off', () => {
    expect(() => readText(connectorReader, text.slice(0, -20))).toThrow(XmlProblem)
  })
})

describe('single management agent', () => {
  it('gives the agent and the import flows of all agents', () => {
    const result = readText(
      singleReader,
      `<export-ma server='S' export-date='d'><ma-data><id>{1}</id><name>n</name><category>AD</category></ma-data><mv-data><import-attribute-flow><import-flow-set mv-object-type="person"><import-flows mv-attribute="a" type="ranked"/></import-flow-set></import-attribute-flow></mv-data></export-ma>`,
    )

    expect(result.parts).toMatchObject([
      { kind: 'connector', scope: 'single', server: 'S', exportedAt: 'd' },
      { kind: 'metaverse', scope: 'single', server: 'S', metaverse: { importFlows: [{ attribute: 'a' }] } },
    ])
    expect(unknownPaths(result)).toEqual([])
    expect(result.notices).toEqual([])
  })
})

describe('metaverse file', () => {
  it('reads deletion rules, provisioning, extension, recall and password synchronization', () => {
    const { metaverse, unknown, notices } = readMetaverseOf(`<format-version>1</format-version><version>339</version>
     <import-attribute-flow><import-flow-set mv-object-type="p"><import-flows mv-attribute="a" type="ranked"/></import-flow-set></import-attribute-flow>
     <provisioning type="both"/><mv-deletion>
      <mv-deletion-rule mv-object-type="person" id="{AC35E2BD-21DE-4C05-B381-1E82AA46A528}" type="declared-any"><src-ma>{9C3614F6-F975-4F32-9504-C821CBE36471}</src-ma><src-ma>gone</src-ma></mv-deletion-rule>
      <mv-deletion-rule mv-object-type="group" id="{2}" type="declared-last"/><mv-deletion-rule mv-object-type="c" id="{3}" type="scripted"/><mv-deletion-rule mv-object-type="d" id="{4}" type="lottery"/></mv-deletion>
     <extension><assembly-name>MV.dll</assembly-name><application-protection>low</application-protection></extension>
     <password-change-history-size>24</password-change-history-size><password-sync><password-sync-enabled>1</password-sync-enabled></password-sync>`)

    expect(metaverse).toMatchObject({
      version: '339',
      provisioning: 'both',
      deletionRules: [
        { objectType: 'person', kind: 'declared-any', connectorIds: ['9c3614f6-f975-4f32-9504-c821cbe36471', 'gone'] },
        { objectType: 'group', kind: 'declared-last', connectorIds: [] },
        { objectType: 'c', kind: 'scripted' },
        { objectType: 'd', kind: 'unknown' },
      ],
      extension: { assembly: 'MV.dll', separateProcess: false },
      passwordHistorySize: 24,
      passwordSyncEnabled: true,
      parameters: [],
    })
    expect(notices.map((notice) => notice.id)).toEqual(['M2E-READ-022'])
    expect(unknown).toEqual([])
  })

  it('reads an unconfigured server as MIM without flows and says so', () => {
    const { parts, notices } = readMetaverseOf(
      '<schema/><import-attribute-flow/><provisioning type="none"/><password-sync/>',
    )

    expect(parts).toMatchObject([{ product: 'mim-sync', metaverse: { importFlows: [], provisioning: 'none' } }])
    expect(notices.map((notice) => notice.id)).toEqual(['M2E-READ-033'])
  })

  it('belongs to Entra Connect when it has its global parameters', () => {
    const { parts, notices } = readText(
      metaverseReader,
      '<saved-mv-configuration><mv-data><parameter-values><parameter name="Microsoft.OptionalFeature.PasswordHashSync" use="SynchronizationGlobal" type="string" dataType="String">True</parameter></parameter-values></mv-data></saved-mv-configuration>',
    )

    expect(parts).toMatchObject([
      {
        product: 'connect-sync',
        metaverse: { parameters: [{ name: 'Microsoft.OptionalFeature.PasswordHashSync', value: { value: 'True' } }] },
      },
    ])
    expect(notices).toEqual([])
  })
})
