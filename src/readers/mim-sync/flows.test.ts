import { describe, expect, it } from 'vitest'
import type { FlowMapping } from '../../model/index.js'
import { readAgent, readMetaverseOf } from './testing.js'

const rule = (type: string, content: string, more = ''): string =>
  `<sync-rule-mapping mapping-type="${type}" sync-rule-id="{76D29E94-61F8-E111-8BF8-00155DDCA745}" sync-rule-mapping-id="{48D5A2D9-A056-4B94-9B71-CC70981C16A7}" initial-flow-only="true" is-existence-test="false"${more}>${content}</sync-rule-mapping>`

function exportOf(attribute: string, mapping: string) {
  const read = readAgent(
    `<export-attribute-flow><export-flow-set cd-object-type="user" mv-object-type="person"><export-flow cd-attribute="${attribute}" id="{7AD1B168-008F-47A9-84BE-5AF445879597}" suppress-deletions="true">${mapping}</export-flow></export-flow-set></export-attribute-flow>`,
  )
  const flow = read.connector.exportFlows[0]?.flows[0]
  const notices = read.notices.map((notice) => notice.id).filter((id) => id !== 'M2E-READ-020')
  return { ...read, flow, mapping: flow?.mapping as FlowMapping, ids: notices }
}

describe('attribute flow', () => {
  it.each([
    [
      '<direct-mapping><src-attribute intrinsic="true">object-id</src-attribute></direct-mapping>',
      { kind: 'direct', source: { name: 'object-id', intrinsic: true } },
    ],
    [
      '<scripted-mapping><src-attribute>a</src-attribute><src-attribute>b</src-attribute><script-context>cd.x&lt;-mv.y</script-context></scripted-mapping>',
      {
        kind: 'scripted',
        ruleName: 'cd.x<-mv.y',
        sources: [
          { name: 'a', intrinsic: false },
          { name: 'b', intrinsic: false },
        ],
      },
    ],
    [
      '<constant-mapping><constant-value> AD </constant-value></constant-mapping>',
      { kind: 'constant', constant: { value: ' AD ', redacted: false } },
    ],
    ['<dn-part-mapping><dn-part>3</dn-part></dn-part-mapping>', { kind: 'dn-part', part: 3 }],
    [
      rule('direct', '<src-attribute>mobile</src-attribute>'),
      {
        kind: 'sync-rule',
        form: 'direct',
        ruleId: '76d29e94-61f8-e111-8bf8-00155ddca745',
        mappingId: '48d5a2d9-a056-4b94-9b71-cc70981c16a7',
        initialOnly: true,
        existenceTest: false,
        sources: [{ name: 'mobile', intrinsic: false }],
      },
    ],
    [
      rule('constant', '<sync-rule-value>8</sync-rule-value>'),
      { kind: 'sync-rule', form: 'constant', constant: { value: '8', redacted: false } },
    ],
  ])('%s', (xml, expected) => {
    const { mapping, ids, unknown } = exportOf('x', xml)

    expect(mapping).toMatchObject(expected)
    expect(ids).toEqual([])
    expect(unknown).toEqual([])
  })

  it('reads an embedded expression, whatever the order of its elements', () => {
    const { mapping, ids, unknown } = exportOf(
      'dn',
      rule(
        'expression',
        `<src-attribute>accountName</src-attribute><sync-rule-value>
        <export-flow allows-null="false"><dest>dn</dest><src><attr>accountName</attr><attr>sn</attr></src><scoping></scoping>
        <fn id="+" isCustomExpression="false"><arg>"CN= "</arg><arg><fn id="Left" isCustomExpression="true"><arg>accountName</arg><arg>1</arg></fn></arg></fn></export-flow></sync-rule-value>`,
      ),
    )

    expect(mapping).toMatchObject({
      form: 'expression',
      allowsNull: false,
      sources: [{ name: 'accountName' }, { name: 'sn' }],
      expression: {
        language: 'mim',
        root: {
          id: '+',
          isCustomExpression: false,
          args: [
            { kind: 'text', text: '"CN= "' },
            {
              kind: 'function',
              call: { id: 'Left', isCustomExpression: true, args: [{ text: 'accountName' }, { text: '1' }] },
            },
          ],
        },
      },
    })
    expect(ids).toEqual([])
    expect(unknown).toEqual([])
  })

  it('accepts an empty source attribute and a function without arguments', () => {
    const { mapping, ids, unknown } = exportOf(
      'dn',
      rule(
        'expression',
        '<sync-rule-value><export-flow><dest>dn</dest><src><attr /></src><fn id="Guid" /></export-flow></sync-rule-value>',
      ),
    )

    expect(mapping).toMatchObject({ form: 'expression', sources: [], expression: { root: { id: 'Guid', args: [] } } })
    expect(ids).toEqual([])
    expect(unknown).toEqual([])
  })

  it('keeps the scope of an embedded flow', () => {
    const { mapping } = exportOf(
      'member',
      rule(
        'expression',
        '<sync-rule-value><export-flow><src><attr>member</attr></src><dest>member</dest><scoping><scope><csAttribute>a</csAttribute><csOperator>EQUAL</csOperator><csValue>1</csValue></scope></scoping></export-flow></sync-rule-value>',
      ),
    )

    expect(mapping).toMatchObject({ form: 'direct', scope: [{ attribute: 'a', operator: 'EQUAL', value: '1' }] })
  })

  it('reads an embedded flow without a function as what it is', () => {
    const constant =
      '<sync-rule-value><export-flow><src>Contoso</src><dest>company</dest></export-flow></sync-rule-value>'

    expect(exportOf('company', rule('expression', constant)).mapping).toMatchObject({
      form: 'constant',
      constant: { value: 'Contoso' },
    })
  })

  it('keeps a mapping of an unknown kind with its text, and counts it as unknown', () => {
    const { mapping, ids, unknown } = exportOf(
      'x',
      '<quantum-mapping spin="up"><state>a&amp;b</state></quantum-mapping>',
    )

    expect(mapping).toEqual({
      kind: 'unknown',
      element: 'quantum-mapping',
      raw: '<quantum-mapping spin="up"><state>a&amp;b</state></quantum-mapping>',
    })
    expect(ids).toContain('M2E-READ-022')
    expect(ids).toContain('M2E-READ-030')
    expect(unknown).not.toEqual([])
  })

  it('keeps a sync-rule mapping of an unknown form', () => {
    const { mapping, ids } = exportOf('x', rule('telepathy', ''))

    expect(mapping).toMatchObject({ kind: 'sync-rule', form: 'unknown' })
    expect(ids).toEqual(['M2E-READ-022'])
  })
})

describe('secrets in flows', () => {
  const secret = 'Pa$$w0rd'

  it.each([
    ['constant', `<constant-mapping><constant-value>${secret}</constant-value></constant-mapping>`],
    ['sync-rule constant', rule('constant', `<sync-rule-value>${secret}</sync-rule-value>`)],
    [
      'expression',
      rule(
        'expression',
        `<sync-rule-value><export-flow><src><attr>a</attr></src><dest>unicodePwd</dest><fn id="+"><arg>"${secret}"</arg><arg>12345</arg><arg><fn id="Left"><arg>a</arg><arg>3</arg></fn></arg></fn></export-flow></sync-rule-value>`,
      ),
    ],
    ['unknown mapping', `<odd-mapping>${secret}</odd-mapping>`],
  ])('a %s into a password attribute is removed', (_kind, xml) => {
    const read = exportOf('unicodePwd', xml)
    const everything = JSON.stringify([read.parts, read.notices, read.coverage])

    expect(everything).not.toContain(secret)
    expect(everything).not.toContain('12345')
    expect(read.ids).toContain(_kind === 'unknown mapping' ? 'M2E-READ-022' : 'M2E-READ-028')
  })

  it('a password into an ordinary attribute is none of its business, and pwdLastSet is no password', () => {
    const constant = '<constant-mapping><constant-value>0</constant-value></constant-mapping>'

    expect(exportOf('pwdLastSet', constant).mapping).toMatchObject({ constant: { value: '0' } })
  })
})

describe('import flows', () => {
  it('keeps order, precedence, repeated connectors and dangling ones', () => {
    const flow = (ma: string, attribute: string): string =>
      `<import-flow src-ma="${ma}" cd-object-type="user" id="{1}"><direct-mapping><src-attribute>${attribute}</src-attribute></direct-mapping></import-flow>`
    const a = '{AAAAAAAA-0000-0000-0000-000000000001}'
    const { metaverse, unknown, notices } = readMetaverseOf(`<import-attribute-flow>
     <import-flow-set mv-object-type="person">
      <import-flows mv-attribute="mail" type="ranked">${flow(a, 'x')}${flow('gone', 'y')}${flow(a, 'z')}</import-flows>
      <import-flows mv-attribute="sn" type="equal"></import-flows>
      <import-flows mv-attribute="c" type="manual"/>
      <import-flows mv-attribute="d" type="dice"/>
     </import-flow-set>
     <per-ma-options><ma-options ma-id="${a}"><enable-recall>true</enable-recall></ma-options><ma-options ma-id="{B}"/></per-ma-options></import-attribute-flow>`)

    expect(metaverse.importFlows).toMatchObject([
      {
        objectType: 'person',
        attribute: 'mail',
        precedence: 'ranked',
        flows: [
          { connectorId: 'aaaaaaaa-0000-0000-0000-000000000001', mapping: { source: { name: 'x' } } },
          { connectorId: 'gone', mapping: { source: { name: 'y' } } },
          { connectorId: 'aaaaaaaa-0000-0000-0000-000000000001', mapping: { source: { name: 'z' } } },
        ],
      },
      { attribute: 'sn', precedence: 'equal', flows: [] },
      { attribute: 'c', precedence: 'manual' },
      { attribute: 'd', precedence: 'unknown' },
    ])
    expect(metaverse.recall).toMatchObject([
      { connectorId: 'aaaaaaaa-0000-0000-0000-000000000001', enabled: true },
      { connectorId: '{B}', enabled: false },
    ])
    expect(notices.map((notice) => notice.id)).toEqual(['M2E-READ-022'])
    expect(unknown).toEqual([])
  })
})
