import { describe, expect, it } from 'vitest'
import { readAtOnce, recognising } from '../json/testing.js'
import { readers } from './index.js'

const list = `Items:
  - Name: 01 - In from AD
    Description: |-
      two
      lines
    ConnectorName: contoso.com
    Direction: Inbound
    Disabled: True
    SourceObjectType: user
    TargetObjectType: person
    Precedence: 1
    LinkType: Join
    EnablePasswordSync: false
    JoinFilter:
      - JoinConditionList:
          - CSAttribute: objectSid
            MVAttribute: sid
            CaseSensitive: false
    ScopeFilter:
      - ScopeConditionList:
          - Attribute: level
            ComparisonValue: 050
            ComparisonOperator: EQUAL
    AttributeFlowMappings:
      - Source: ''
        Destination: c
        FlowType: Expression
        ExecuteOnce: false
        Expression: Trim([c])
        ValueMergeType: Update
      - Source: True
        Destination: flag
        FlowType: Constant
        Expression:
  - Name: Gone
    Ensure: Absent
    ConnectorName: contoso.com
    Direction: Inbound
    LinkType: Join
  - Name: In from AD - User Join
    IsStandardRule: true
    Disabled: true
    ConnectorName: contoso.com
    Direction: Inbound
    LinkType: Provision
    Novelty: x
`

function read(text: string) {
  const reader = recognising(readers, text)
  if (reader === undefined) throw new Error('not recognised')
  const result = readAtOnce(reader, text, 'Datum/AADSyncRules.yml')
  const rules = result.parts.flatMap((part) => (part.kind === 'sync-rule' ? [part.rule] : []))
  return { ...result, kind: reader.kind, rules, ids: result.notices.map((notice) => notice.id) }
}

describe('rules of the DSC modules', () => {
  it('are read with the texts as written', () => {
    const { rules, kind } = read(list)

    expect(kind).toBe('connect-rule-list')
    expect(rules).toMatchObject([
      {
        id: 'contoso.com/01 - in from ad',
        name: '01 - In from AD',
        description: 'two\nlines',
        connectorId: 'contoso.com',
        disabled: true,
        precedence: 1,
        joins: [[{ connectorAttribute: 'objectSid', metaverseAttribute: 'sid', caseSensitive: false }]],
        scope: [[{ attribute: 'level', value: '050', operator: 'EQUAL' }]],
        mappings: [
          { target: 'c', kind: 'expression', expression: { text: 'Trim([c])' } },
          { target: 'flag', kind: 'constant', constant: { value: 'True' } },
        ],
        at: { file: 'Datum/AADSyncRules.yml', path: '$.Items[0]', line: 2 },
      },
      { name: 'In from AD - User Join', standard: true, disabled: true },
    ])
  })

  it('leave out what is to be removed, and name what is new', () => {
    const { ids, coverage } = read(list)

    expect(ids).toEqual(['M2E-READ-054', 'M2E-READ-053', 'M2E-READ-030'])
    expect(coverage.counts.unknown).toBe(1)
  })

  it('may stand below the name of their resource', () => {
    expect(read(`AADSyncRules:\n${list.replace(/^/gm, '  ')}`).rules).toHaveLength(2)
  })

  it('and directory extensions are told apart', () => {
    const extensions =
      'Items:\n  - Name: a\n    Type: string\n    AssignedObjectClass: user\n    IsEnabled: True\n  - Name: b\n    AssignedObjectClass: user\n    IsEnabled: false\n'
    const { parts, coverage, kind } = read(extensions)

    expect(kind).toBe('connect-extension-list')
    expect(parts).toMatchObject([
      { document: { kind: 'directory-extensions', counts: [{ count: 2 }, { name: 'enabled', count: 1 }] } },
    ])
    expect(coverage.counts.unknown).toBe(0)
  })

  it.each(['Items:\n  - Name: a\n', '{"Items": [{"LinkType": 1}]}', 'Name: Items:', 'ScopeFilter: 1'])(
    'are not seen in %j',
    (text) => {
      expect(recognising(readers, text)).toBeUndefined()
    },
  )
})
