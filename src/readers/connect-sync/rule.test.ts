import { describe, expect, it } from 'vitest'
import type { SyncRule } from '../../model/index.js'
import type { ReadResult } from '../reader.js'
import { readers } from './index.js'

function readRule(content: string): { readonly rule: SyncRule; readonly result: ReadResult; readonly ids: string[] } {
  const reader = readers.find((candidate) => candidate.kind === 'connect-rule')
  const text = `<synchronizationRule>${content}</synchronizationRule>`
  const result = reader?.read({ name: 'r.xml', sizeBytes: 0, sha256: '', encoding: 'utf-8', text }) as ReadResult
  const part = result.parts[0]
  if (part?.kind !== 'sync-rule') throw new Error('no rule was read')
  return { rule: part.rule, result, ids: result.notices.map((notice) => notice.id) }
}

const head = `<id>{0B088913-B613-4D9D-9563-9988B7719ED6}</id><internal-id>{0b088913-b613-4d9d-9563-9988b7719ed6}</internal-id><version>1</version><name>In from AD</name><description />`
const inbound = `${head}<direction>Inbound</direction><linkType>Provision</linkType>`

describe('Entra Connect rule', () => {
  it('reads every element', () => {
    const { rule, result, ids } =
      readRule(`${head}<immutable-tag>Microsoft.InfromADUserJoin.003</immutable-tag><direction>Outbound</direction><disabled>True</disabled>
     <connector>{AE4DB4CC-B16B-4EB2-ACF5-837CA84E4D7D}</connector><sourceObjectType>person</sourceObjectType><targetObjectType>user</targetObjectType><linkType>StickyJoin</linkType>
     <precedence>-5</precedence><precedence-after>{00000000-0000-0000-0000-000000000000}</precedence-after><precedence-before>{11111111-0000-0000-0000-000000000000}</precedence-before>
     <softDeleteExpiryInterval>00:00:00</softDeleteExpiryInterval><EnablePasswordSync>true</EnablePasswordSync>
     <attribute-mappings>
      <mapping><dest>a</dest><src><attr>x</attr><attr>y</attr></src><expression>Trim([x]) &amp; "z"</expression><valueMergeType>MergeCaseInsensitive</valueMergeType></mapping>
      <mapping><dest>b</dest><src><attr>x</attr></src><expression></expression><valueMergeType>Replace</valueMergeType></mapping>
      <mapping execute-once="true"><dest>c</dest><src>False</src><valueMergeType>Update</valueMergeType></mapping>
      <mapping><dest>d</dest><expression>NULL</expression><valueMergeType>Merge</valueMergeType></mapping>
     </attribute-mappings>
     <relationshipCriteria><conditions><condition><csAttribute>p</csAttribute><ilmAttribute>q</ilmAttribute><caseSensitive>True</caseSensitive></condition><condition><csAttribute>r</csAttribute><ilmAttribute>s</ilmAttribute></condition></conditions><conditions><condition><csAttribute>t</csAttribute><ilmAttribute>u</ilmAttribute></condition></conditions></relationshipCriteria>
     <synchronizationCriteria><conditions><scope><csAttribute>v</csAttribute><csOperator>ISNOTNULL</csOperator><csValue/></scope></conditions></synchronizationCriteria>`)

    expect(rule).toMatchObject({
      id: '0b088913-b613-4d9d-9563-9988b7719ed6',
      direction: 'outbound',
      disabled: true,
      standard: true,
      connectorId: 'ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d',
      connectorObjectType: 'user',
      metaverseObjectType: 'person',
      linkType: 'sticky-join',
      precedence: -5,
      placement: { after: '', before: '11111111-0000-0000-0000-000000000000' },
      passwordSync: true,
      mappings: [
        {
          target: 'a',
          kind: 'expression',
          sources: ['x', 'y'],
          mergeType: 'merge-case-insensitive',
          expression: { language: 'connect', text: 'Trim([x]) & "z"' },
        },
        { target: 'b', kind: 'direct', sources: ['x'], mergeType: 'replace' },
        { target: 'c', kind: 'constant', constant: { value: 'False' }, initialOnly: true },
        { target: 'd', kind: 'expression', sources: [], mergeType: 'merge' },
      ],
      joins: [
        [
          { connectorAttribute: 'p', metaverseAttribute: 'q', caseSensitive: true },
          { connectorAttribute: 'r', metaverseAttribute: 's', caseSensitive: false },
        ],
        [{ connectorAttribute: 't' }],
      ],
      scope: [[{ attribute: 'v', operator: 'ISNOTNULL', value: '' }]],
    })
    expect(result.coverage.counts).toMatchObject({ documented: 0, ignored: 0, unknown: 0 })
    expect(ids).toEqual([])
  })

  it('accepts a rule with neither scope nor join, any object type and huge precedence', () => {
    const { rule, ids } = readRule(
      `${inbound}<immutable-tag/><sourceObjectType>*</sourceObjectType><targetObjectType>*</targetObjectType><precedence>999999999</precedence><relationshipCriteria/><synchronizationCriteria><conditions/></synchronizationCriteria>`,
    )

    expect(rule).toMatchObject({
      standard: false,
      connectorObjectType: '*',
      precedence: 999_999_999,
      scope: [],
      joins: [],
      mappings: [],
    })
    expect(ids).toEqual([])
  })

  it('keeps what it does not know and says so', () => {
    const { rule, ids } = readRule(
      `${head}<direction>Sideways</direction><linkType>Glue</linkType><novelty/><attribute-mappings><mapping><dest>a</dest><src>1</src><valueMergeType>Shuffle</valueMergeType></mapping></attribute-mappings><synchronizationCriteria><conditions><scope><csAttribute>a</csAttribute><csOperator>SOUNDSLIKE</csOperator><csValue>x</csValue></scope></conditions></synchronizationCriteria>`,
    )

    expect(rule).toMatchObject({
      direction: 'unknown',
      linkType: 'unknown',
      mappings: [{ mergeType: 'unknown', constant: { value: '1' } }],
      scope: [[{ operator: 'SOUNDSLIKE' }]],
    })
    expect([...ids].sort()).toEqual(['M2E-READ-022', 'M2E-READ-022', 'M2E-READ-022', 'M2E-READ-023', 'M2E-READ-030'])
  })

  it('removes passwords from constants and expressions', () => {
    const { result, ids } = readRule(
      `${inbound}<attribute-mappings><mapping><dest>unicodePwd</dest><src>letmein</src></mapping><mapping><dest>unicodePwd</dest><expression>IIF(IsPresent([a]),"letmein" &amp; [a],"letmein</expression></mapping></attribute-mappings>`,
    )

    expect(JSON.stringify([result.parts, result.notices, result.coverage])).not.toContain('letmein')
    expect(ids).toEqual(['M2E-READ-028'])
  })
})

describe('recognition', () => {
  const kinds = (local: string, head = '', attributes: Record<string, string> = {}): string[] =>
    readers
      .filter((reader) => reader.recognise({ root: { local, namespace: '', attributes }, head }))
      .map((reader) => reader.kind)

  it('goes by the root, and for the metaverse by what only Entra Connect has', () => {
    expect(kinds('synchronizationRule')).toEqual(['connect-rule'])
    expect(kinds('ma-data')).toEqual(['connect-connector'])
    expect(kinds('ma-data', '', { format: 'Packaged' })).toEqual([])
    expect(kinds('saved-mv-configuration', '<parameter use="SynchronizationGlobal">')).toEqual(['connect-metaverse'])
    expect(kinds('saved-mv-configuration', 'ref="#cloudFiltered" ref="#cloudMastered" ref="#sourceAnchor"')).toEqual([
      'connect-metaverse',
    ])
    expect(kinds('saved-mv-configuration')).toEqual([])
  })
})

describe('Entra Connect connector', () => {
  it('reads password hash synchronization, forest parameters and password writeback', () => {
    const reader = readers.find((candidate) => candidate.kind === 'connect-connector')
    const read = (text: string): ReadResult =>
      reader?.read({ name: 'c.xml', sizeBytes: 0, sha256: '', encoding: 'utf-8', text }) as ReadResult

    const directory =
      read(`<ma-data><id>{1}</id><name>x</name><category>AD</category><private-configuration><adma-configuration><forest-name>x.com</forest-name><forest-guid>{0}</forest-guid>
     <password-hash-sync-config><enabled>1</enabled><target>{B891884F-051E-4A83-95AF-2544101C9083}</target></password-hash-sync-config>
     <parameter-values><parameter name="Forest.FQDN" type="string" use="global" dataType="String" intrinsic="1">x.com</parameter></parameter-values></adma-configuration></private-configuration><encrypted-attributes/></ma-data>`)
    const cloud =
      read(`<ma-data><id>{2}</id><name>y</name><category>Extensible2</category><subtype>Windows Azure Active Directory (Microsoft)</subtype><private-configuration><MAConfig><extension-config/>
     <aad-password-reset-config><enabled>1</enabled><modified-timestamp>t</modified-timestamp><adal-authority>https://login</adal-authority></aad-password-reset-config></MAConfig></private-configuration></ma-data>`)

    expect(directory.parts).toMatchObject([
      {
        product: 'connect-sync',
        connector: {
          passwordSync: { hashSync: { enabled: true, targetConnectorId: 'b891884f-051e-4a83-95af-2544101c9083' } },
          connection: { parameters: [{ name: 'Forest.FQDN', value: { value: 'x.com' } }] },
        },
      },
    ])
    expect(directory.parts[0]).not.toHaveProperty('connector.deprovisioning')
    expect(cloud.parts).toMatchObject([
      { connector: { kind: 'entra-id', passwordSync: { writeback: { enabled: true } } } },
    ])
    expect([directory, cloud].map((result) => result.coverage.counts.unknown)).toEqual([0, 0])
  })
})
