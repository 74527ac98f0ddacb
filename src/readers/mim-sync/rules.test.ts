import { describe, expect, it } from 'vitest'
import { readAgent } from './testing.js'

const ids = (notices: readonly { readonly id: string }[]): string[] =>
  notices.map((notice) => notice.id).filter((id) => id !== 'M2E-READ-020')

describe('connector filter', () => {
  it('reads sets, alternatives and conditions with every known operator', () => {
    const { connector, unknown, notices } = readAgent(`<stay-disconnector>
      <filter-set import-filter="0" cd-object-type="contact" type="scripted" id="{835C2E75-59F4-4345-8116-B68FB7C13048}"></filter-set>
      <filter-set import-filter="0" cd-object-type="person" type="declared">
       <filter-alternative id="{1}"><condition cd-attribute="a" operator="equality"><value> Dave </value></condition>
        <condition cd-attribute="b" operator="inequality"><value ui-radix="10">0x1</value></condition></filter-alternative>
       <filter-alternative id="{2}"><condition cd-attribute="c" operator="present"><value></value></condition>
        <condition cd-attribute="d" operator="not-present"/>
        <condition cd-attribute="dn" intrinsic-attribute="true" operator="substring-start"><value encoding="base64">AAE=</value></condition></filter-alternative>
      </filter-set></stay-disconnector>`)

    expect(connector.filters).toMatchObject([
      { objectType: 'contact', kind: 'scripted', alternatives: [], importFilter: false },
      {
        objectType: 'person',
        kind: 'declared',
        alternatives: [
          {
            conditions: [
              { attribute: 'a', operator: 'equality', value: ' Dave ', intrinsic: false },
              { attribute: 'b', operator: 'inequality', value: '0x1', radix: '10' },
            ],
          },
          {
            conditions: [
              { attribute: 'c', operator: 'present', value: '' },
              { attribute: 'd', operator: 'not-present', value: undefined },
              { attribute: 'dn', intrinsic: true, value: 'AAE=', encoding: 'base64' },
            ],
          },
        ],
      },
    ])
    expect(ids(notices)).toEqual([])
    expect(unknown).toEqual([])
  })

  it('keeps an unknown operator, says so once, and reads its siblings', () => {
    const condition = '<condition cd-attribute="x" operator="bit-set"><value>2</value></condition>'
    const { connector, notices } = readAgent(
      `<stay-disconnector><filter-set cd-object-type="p" type="declared"><filter-alternative id="{1}">${condition.repeat(3)}</filter-alternative></filter-set></stay-disconnector>`,
    )

    expect(connector.filters[0]?.alternatives[0]?.conditions.map((one) => one.operator)).toEqual(
      Array(3).fill('bit-set'),
    )
    expect(ids(notices)).toEqual(['M2E-READ-023'])
  })
})

describe('join', () => {
  it('reads repeated profiles, sync-rule joins, scripts, scopes and a missing metaverse type', () => {
    const { connector, unknown, notices } = readAgent(`<join>
     <join-profile cd-object-type="user"><join-criterion id="{94012C24-7B5F-4AAA-BF49-A8A92AC0D568}">
      <search><attribute-mapping mv-attribute="object-id" intrinsic-attribute="true"><direct-mapping><src-attribute intrinsic="true">dn</src-attribute></direct-mapping></attribute-mapping></search>
      <resolution type="scripted"><script-context>cd.user#2</script-context></resolution></join-criterion></join-profile>
     <join-profile cd-object-type="user"><join-criterion id="{2}" join-cri-type="sync-rule" sync-rule-id="{76D29E94-61F8-E111-8BF8-00155DDCA745}">
      <search mv-object-type="person"><attribute-mapping mv-attribute="a"><scripted-mapping><script-context>rule</script-context><src-attribute>x</src-attribute><src-attribute/></scripted-mapping></attribute-mapping>
       <attribute-mapping mv-attribute="b"><magic-mapping/></attribute-mapping></search>
      <resolution type="none"/><scoping><scope><csAttribute>c</csAttribute><csOperator>EQUAL</csOperator><csValue> v</csValue></scope></scoping></join-criterion></join-profile></join>`)

    expect(connector.joins).toMatchObject([
      {
        objectType: 'user',
        criteria: [
          {
            id: '94012c24-7b5f-4aaa-bf49-a8a92ac0d568',
            origin: 'declared',
            resolution: { kind: 'scripted', ruleName: 'cd.user#2' },
            mappings: [
              {
                metaverseAttribute: 'object-id',
                metaverseIntrinsic: true,
                source: { kind: 'direct', attribute: { name: 'dn', intrinsic: true } },
              },
            ],
          },
        ],
      },
      {
        objectType: 'user',
        criteria: [
          {
            origin: 'sync-rule',
            syncRuleId: '76d29e94-61f8-e111-8bf8-00155ddca745',
            metaverseObjectType: 'person',
            mappings: [
              { source: { kind: 'scripted', ruleName: 'rule', attributes: [{ name: 'x', intrinsic: false }] } },
              { source: { kind: 'unknown' } },
            ],
            scope: [{ attribute: 'c', operator: 'EQUAL', value: ' v' }],
          },
        ],
      },
    ])
    expect(connector.joins[0]?.criteria[0]).not.toHaveProperty('metaverseObjectType')
    expect(ids(notices)).toEqual(['M2E-READ-022', 'M2E-READ-030'])
    expect(unknown).toEqual([
      '/saved-ma-configuration/ma-data/join/join-profile/join-criterion/search/attribute-mapping/magic-mapping',
    ])
  })
})

describe('projection', () => {
  it('reads declared, scripted and sync-rule projections and keeps an unknown one', () => {
    const { connector, notices } = readAgent(`<projection>
     <class-mapping type="declared" id="{1}" cd-object-type="a"><mv-object-type>person</mv-object-type></class-mapping>
     <class-mapping type="scripted" id="{2}" cd-object-type="b"></class-mapping>
     <class-mapping type="sync-rule" id="{3}" cd-object-type="c" sync-rule-id="{76D29E94-61F8-E111-8BF8-00155DDCA745}"><mv-object-type>person</mv-object-type><scoping/></class-mapping>
     <class-mapping type="oracle" id="{4}" cd-object-type="d"/></projection>`)

    expect(connector.projections).toMatchObject([
      { kind: 'declared', objectType: 'a', metaverseObjectType: 'person' },
      { kind: 'scripted', objectType: 'b' },
      { kind: 'sync-rule', objectType: 'c', syncRuleId: '76d29e94-61f8-e111-8bf8-00155ddca745' },
      { kind: 'unknown', objectType: 'd' },
    ])
    expect(ids(notices)).toEqual(['M2E-READ-022'])
  })
})

describe('deprovisioning', () => {
  it.each([
    [
      '<provisioning-cleanup type="declared"><action>delete-object</action></provisioning-cleanup>',
      { kind: 'declared', action: 'delete-object' },
    ],
    [
      '<provisioning-cleanup type="declared"><action>explode</action></provisioning-cleanup>',
      { kind: 'declared', action: 'unknown', raw: 'explode' },
    ],
    ['<provisioning-cleanup type="scripted"/>', { kind: 'scripted' }],
    ['<provisioning-cleanup type="odd"/>', { kind: 'unknown', raw: 'odd' }],
  ])('%s', (section, expected) => {
    expect(readAgent(section).connector.deprovisioning).toMatchObject(expected)
  })

  it('is absent when the section is', () => {
    expect(readAgent('').connector).not.toHaveProperty('deprovisioning')
  })
})
