import { describe, expect, it } from 'vitest'
import {
  connector,
  direct,
  estate,
  exportFlowSet,
  flow,
  importFlows,
  joinProfile,
  metaverse,
  place,
  projection,
  schemaAttribute,
  scripted,
  server,
} from '../../../analyzers/testing/estate-builder.js'
import { attempt, fromMimTree, parse, toMimTree } from '../../expression/index.js'
import type { Connector, ExportFlow, FlowMapping, ImportFlowGroup } from '../../model/index.js'
import { designMappings } from './design.js'
import type { MappingLine } from './model.js'

const schema = {
  objectTypes: [],
  attributes: ['EMP_NO', 'FIRST', 'LAST', 'STATUS', 'PHONE'].map((name) => schemaAttribute(name)),
  at: place('schema'),
}
const connection = {
  kind: 'database',
  target: 'SQL',
  account: '',
  anchor: ['EMP_NO'],
  settings: [],
  at: place('c'),
} as const
const hr = connector({ name: 'HR', schema, connection, projections: [projection('person', 'person')] })
const book = connector({ name: 'Phonebook', kind: 'delimited-file' })
const portal = connector({
  name: 'Portal',
  kind: 'mim-service',
  exportFlows: [exportFlowSet('Person', 'person', ['title'])],
})

function fed(attribute: string, mapping: FlowMapping, ...further: readonly Connector[]): ImportFlowGroup {
  const group = importFlows('person', attribute, hr, ...further)
  const [first, ...rest] = group.flows
  return { ...group, flows: first === undefined ? [] : [{ ...first, mapping }, ...rest] }
}

function rule(text: string, initialOnly = false): FlowMapping {
  const root = toMimTree(parse('mim', text))
  if (root === undefined) throw new Error(`${text} is no function`)
  expect(attempt(() => fromMimTree(root)).ok).toBe(true)
  const shared = { kind: 'sync-rule', form: 'expression', ruleId: 'r', mappingId: text, existenceTest: false } as const
  return { ...shared, initialOnly, sources: [], expression: { language: 'mim', root } }
}

const people: readonly ImportFlowGroup[] = [
  fed('employeeID', direct('EMP_NO'), book),
  fed('givenName', direct('FIRST')),
  fed('sn', direct('LAST')),
  fed('title', direct('title'), portal),
  fed('telephoneNumber', direct('PHONE'), book),
  fed('status', rule('IIF(Eq(STATUS, "A"), "Active", "Gone")')),
  fed('coded', scripted('CodeIt', ['STATUS'])),
]

const directory = connector({
  name: 'AD',
  kind: 'active-directory',
  joins: [joinProfile('user', 'person', 'employeeID')],
})

function linesFor(flows: readonly ExportFlow[], groups: readonly ImportFlowGroup[] = people): readonly MappingLine[] {
  const ad = { ...directory, exportFlows: [exportFlowSet('user', 'person', flows)] }
  const importers = [...groups, importFlows('person', 'accountName', ad)]
  const given = server({ connectors: [hr, book, portal, ad], metaverse: metaverse({ importFlows: importers }) })
  return designMappings(estate({ servers: [given] }))[0]?.lines ?? []
}

function lineFor(target: string, mapping: FlowMapping, overrides: Partial<ExportFlow> = {}): MappingLine {
  const [line] = linesFor([{ ...flow(target, mapping), suppressDeletions: true, ...overrides }])
  if (line === undefined) throw new Error('no line')
  return line
}

const ids = (line: MappingLine): readonly string[] => line.reasons.map((reason) => reason.id)

describe('a mapping from a source of people', () => {
  it('renames a plain copy to the name the upload has for it', () => {
    expect(lineFor('sn', direct('sn'))).toMatchObject({
      result: 'exact',
      mapping: { text: '[name.familyName]', flowType: 'Always', reads: ['name.familyName'] },
    })
  })

  it('takes no notice of what stands behind a key everybody has', () => {
    expect(lineFor('employeeID', direct('employeeID'))).toMatchObject({
      result: 'exact',
      mapping: { text: '[externalId]' },
    })
  })

  it('only proposes a mapping where another source fills what the first leaves empty', () => {
    const line = lineFor('telephoneNumber', direct('telephoneNumber'))

    expect(line).toMatchObject({ result: 'impossible', proposal: { text: '[phoneNumbers[type eq "work"].value]' } })
    expect(line.mapping).toBeUndefined()
    expect(line.reasons[0]).toMatchObject({
      id: 'several-sources',
      text: '2 connectors write telephoneNumber: HR, Phonebook. A job reads one source and has no precedence.',
    })
  })

  it('knows a portal that gives back what it received', () => {
    expect(ids(lineFor('title', direct('title')))).toEqual(['mirror-source'])
  })

  it('stands still before code, and names rule and assembly', () => {
    const line = lineFor('info', direct('coded'))

    expect(line).toMatchObject({ result: 'impossible', mapping: undefined, proposal: undefined })
    expect(line.reasons[0]?.text).toContain('CodeIt')
    expect(ids(lineFor('info', scripted('OnTheWayOut', ['sn'])))).toEqual(['scripted'])
  })

  it('composes rules through the metaverse', () => {
    expect(lineFor('displayName', rule('givenName + " " + sn'))).toMatchObject({
      mapping: { text: 'Join("", [name.givenName], " ", [name.familyName])' },
    })
  })

  it('says when an emptied value would have cleared the target', () => {
    const line = lineFor('sn', direct('sn'), { suppressDeletions: false })

    expect([line.result, ids(line)]).toEqual(['conditional', ['null-not-sent']])
  })

  it('sets a value once where the flow is for new objects', () => {
    const constant = { ...rule('UpperCase("KB")'), initialOnly: true } as FlowMapping

    expect(lineFor('company', constant).mapping?.flowType).toBe('ObjectAddOnly')
  })

  it('keeps constants and withholds secret ones', () => {
    expect(lineFor('company', { kind: 'constant', constant: { value: 'KB', redacted: false } }).mapping?.text).toBe(
      '"KB"',
    )
    expect(ids(lineFor('info', { kind: 'constant', constant: { value: undefined, redacted: true } }))).toEqual([
      'secret-constant',
    ])
    expect(ids(lineFor('unicodePwd', { kind: 'constant', constant: { value: undefined, redacted: true } }))).toEqual([
      'password',
    ])
  })

  it('takes a distinguished name apart', () => {
    const name = '"CN=" + sn + " (" + employeeID + ")'
    const text = `IIF(Eq(status, "Gone"), ${name},OU=Old,DC=kb,DC=de", ${name},OU=Staff,DC=kb,DC=de")`
    const lines = linesFor([flow('dn', rule(text))])

    expect(lines.map((line) => line.mapping?.target)).toEqual(['cn', 'parentDistinguishedName'])
    expect(lines[0]?.mapping?.text).toBe('Join("", [name.familyName], " (", [externalId], ")")')
  })

  it('turns the account flag into accountDisabled', () => {
    const line = lineFor('userAccountControl', rule('IIF(Eq(status, "Active"), 512, 514)'))

    expect(line.mapping?.target).toBe('accountDisabled')
    expect(ids(lineFor('userAccountControl', rule('IIF(Eq(status, "Active"), 66048, 514)')))).not.toContain(
      'account-status',
    )
  })

  it('leaves out what nothing flows into and what the target decides itself', () => {
    expect(lineFor('info', direct('nowhere'))).toMatchObject({ result: 'exact', mapping: undefined })
    expect(ids(lineFor('accountName', direct('accountName')))).toEqual(['target-is-master'])
    expect(ids(lineFor('sAMAccountName', rule('UpperCase(accountName)')))).toEqual(['target-own'])
  })

  it('does not choose between writers of equal rank', () => {
    const groups = people.map((group) =>
      group.attribute === 'title' ? { ...group, precedence: 'equal' as const } : group,
    )
    const [line] = linesFor([flow('title', direct('title'))], groups)

    expect(line?.result).toBe('impossible')
    expect(line === undefined ? [] : ids(line)).toContain('equal-precedence')
  })

  it('joins the name of an LDAP object from what Entra holds', () => {
    const name = { ...flow('dn', rule('"uid=" + EscapeDNComponent(employeeID) + ",ou=people,o=kb"')) }
    const ldap = connector({
      name: 'LDAP',
      kind: 'generic-ldap',
      exportFlows: [exportFlowSet('inetOrgPerson', 'person', [name])],
    })
    const given = server({ connectors: [hr, book, ldap], metaverse: metaverse({ importFlows: people }) })
    const table = designMappings(estate({ servers: [given] })).find((item) => item.scenario === 'app-onprem')
    const [line] = table?.lines ?? []

    expect(line?.mapping).toMatchObject({ target: '-dn-', text: 'Join("", "uid=", [employeeId], ",ou=people,o=kb")' })
    expect(line?.result).toBe('conditional')
  })

  it('shows the way of today with ranks', () => {
    expect(lineFor('telephoneNumber', direct('telephoneNumber')).today).toMatchObject({
      deliveries: [{ rule: 'telephoneNumber', initialOnly: false, allowsNull: false }],
      steps: [
        {
          attribute: 'telephoneNumber',
          precedence: 'ranked',
          contributions: [
            { connector: 'HR', rank: 1, rule: 'PHONE' },
            { connector: 'Phonebook', rank: 2, rule: 'telephoneNumber' },
          ],
        },
      ],
    })
  })
})
