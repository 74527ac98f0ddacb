import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProvisioningSchema } from '../../model/index.js'
import { DocumentProblem } from '../document-problem.js'
import { readAtOnce, recognising, sizeOf } from '../json/testing.js'
import { readers } from './index.js'

const attributeMapping = {
  targetAttributeName: 'displayName',
  source: {
    type: 'Function',
    name: 'Join',
    expression: 'Join(" ", [givenName], "x")',
    parameters: [
      { key: 'separator', value: { type: 'Constant', name: ' ', expression: '" "', parameters: [] } },
      { key: 'source', value: { type: 'Attribute', name: 'givenName', expression: '[givenName]', parameters: [] } },
      { key: 'none', value: null },
    ],
  },
  flowType: 'Always',
  flowBehavior: 'FlowWhenChanged',
  matchingPriority: 1,
  defaultValue: null,
  exportMissingReferences: false,
}

const schema = {
  '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#x',
  id: 'job1',
  version: 'v1',
  synchronizationRules: [
    {
      id: 'rule1',
      name: 'AD2AADProvisioning',
      priority: 1,
      editable: true,
      sourceDirectoryName: 'Active Directory',
      targetDirectoryName: 'Azure Active Directory',
      containerFilter: { includedContainers: ['OU=People,DC=contoso,DC=com'] },
      groupFilter: null,
      metadata: [{ key: 'defaultSourceObjectMappings', value: 'a;b' }],
      objectMappings: [
        {
          name: 'Users',
          enabled: true,
          flowTypes: 'Add, Update',
          sourceObjectName: 'user',
          targetObjectName: 'User',
          scope: {
            groups: [
              {
                name: 'enabled staff',
                clauses: [
                  {
                    sourceOperandName: 'department',
                    operatorName: 'EQUALS',
                    targetOperand: { values: ['Sales', 'HR'] },
                  },
                ],
              },
            ],
            categoryFilterGroups: [],
            inputFilterGroups: [],
          },
          attributeMappings: [attributeMapping],
          metadata: [],
        },
      ],
    },
  ],
  directories: [
    {
      id: 'd1',
      name: 'Azure Active Directory',
      version: '1',
      readOnly: false,
      discoverabilities: 'None',
      objects: [
        {
          name: 'User',
          supportedApis: [],
          attributes: [
            {
              name: 'manager',
              type: 'Reference',
              required: false,
              anchor: false,
              multivalued: false,
              caseExact: false,
              flowNullValues: false,
              mutability: 'ReadWrite',
              defaultValue: null,
              referencedObjects: [{ referencedObjectName: 'User', referencedProperty: null }],
              apiExpressions: [],
              metadata: [],
            },
          ],
        },
      ],
    },
  ],
}

function readSchemas(value: unknown) {
  const text = JSON.stringify(value, null, 1)
  const [reader] = readers
  if (reader === undefined) throw new Error('no reader')
  const result = readAtOnce(reader, text)
  const schemas = result.parts.flatMap((part) => (part.kind === 'provisioning-schema' ? [part.schema] : []))
  return { ...result, schemas, recognised: recognising(readers, text) !== undefined }
}

function only(schemas: readonly ProvisioningSchema[]): ProvisioningSchema {
  const [first] = schemas
  if (first === undefined || schemas.length > 1) throw new Error(`${schemas.length} schemas were read`)
  return first
}

describe('a synchronization schema', () => {
  it('is read with rules, scopes, mappings and directories, and nothing is unknown', () => {
    const { schemas, coverage, notices, recognised } = readSchemas(schema)
    const read = only(schemas)

    expect(recognised).toBe(true)
    expect(notices).toEqual([])
    expect(coverage.counts.unknown).toBe(0)
    expect(Object.values(coverage.counts).reduce((sum, count) => sum + count, 0)).toBe(sizeOf(schema))
    expect(read).toMatchObject({ id: 'job1', version: 'v1', job: '' })
    expect(read.rules).toMatchObject([
      {
        name: 'AD2AADProvisioning',
        priority: 1,
        sourceDirectory: 'Active Directory',
        includedContainers: ['OU=People,DC=contoso,DC=com'],
        includedGroups: [],
        metadata: [{ name: 'defaultSourceObjectMappings', value: { value: 'a;b' } }],
        at: { file: 'export/input.json', path: '$.synchronizationRules[0]', line: 6 },
      },
    ])
    expect(read.rules[0]?.objectMappings).toMatchObject([
      {
        flowTypes: ['Add', 'Update'],
        sourceObject: 'user',
        targetObject: 'User',
        scope: [
          {
            name: 'enabled staff',
            list: 'groups',
            clauses: [{ attribute: 'department', operator: 'EQUALS', values: ['Sales', 'HR'] }],
          },
        ],
      },
    ])
    expect(read.directories[0]?.objects[0]?.attributes).toMatchObject([
      { name: 'manager', referencedObjects: ['User'] },
    ])
  })

  it('keeps functions as they nest', () => {
    const mapping = only(readSchemas(schema).schemas).rules[0]?.objectMappings[0]?.attributeMappings[0]

    expect(mapping).toMatchObject({
      target: 'displayName',
      matchingPriority: 1,
      source: {
        kind: 'function',
        name: { value: 'Join' },
        expression: { language: 'entra', text: 'Join(" ", [givenName], "x")' },
        parameters: [
          { name: 'separator', source: { kind: 'constant', name: { value: ' ' } } },
          { name: 'source', source: { kind: 'attribute', name: { value: 'givenName' } } },
          { name: 'none', source: undefined },
        ],
      },
    })
    expect(mapping).not.toHaveProperty('defaultValue')
  })

  it('is found inside a template, a job and a list of them', () => {
    expect(only(readSchemas({ id: 'tpl', factoryTag: 'f', schema }).schemas).job).toBe('tpl')
    expect(
      readSchemas({
        value: [
          { id: 'j1', schema },
          { id: 'j2', schema },
        ],
      }).schemas.map((one) => one.job),
    ).toEqual(['j1', 'j2'])
    expect(readSchemas({ value: [{ id: 'j1', schema }] }).recognised).toBe(true)
  })

  it('says what it does not know', () => {
    const odd = { ...schema, synchronizationRules: [{ ...schema.synchronizationRules[0], novelty: { a: 1 } }] }

    const { notices, coverage } = readSchemas(odd)

    expect(notices.map((notice) => [notice.id, notice.at.path])).toEqual([
      ['M2E-READ-030', '$.synchronizationRules[*].novelty'],
    ])
    expect(coverage.counts.unknown).toBe(2)
  })

  it('takes secrets out of constants, defaults and expressions', () => {
    const secret = 'Start-1234!'
    const mapping = {
      targetAttributeName: 'userPassword',
      defaultValue: secret,
      source: { type: 'Constant', name: secret, expression: secret, parameters: [] },
    }
    const built = {
      targetAttributeName: 'unicodePwd',
      source: {
        type: 'Function',
        name: 'Join',
        expression: `Join("", "a\\"${secret}", "\\\\", [x], "${secret}`,
        parameters: [],
      },
    }
    const objectMappings = [{ name: 'u', attributeMappings: [mapping, built] }]

    const { schemas, notices } = readSchemas({ synchronizationRules: [{ name: 'r', objectMappings }], directories: [] })

    expect(JSON.stringify({ schemas, notices })).not.toContain(secret)
    expect(notices.filter((notice) => notice.id === 'M2E-READ-028')).toHaveLength(2)
  })

  it('is not seen in other JSON', () => {
    for (const text of ['{"rules": []}', '{"value": [{"id": "1"}]}', '[]', '{"schema": {"type": "object"}}', 'text'])
      expect(recognising(readers, text)).toBeUndefined()
  })

  it('read with one character changed or cut, is read or the problem is named', () => {
    const text = JSON.stringify(schema)
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('', '"', '{', '}', ',', '\\', '0', 'ü'), (at, piece) => {
        const damaged = piece === '' ? text.slice(0, at) : text.slice(0, at) + piece + text.slice(at + 1)
        const [reader] = readers
        try {
          const result = reader === undefined ? undefined : readAtOnce(reader, damaged)

          expect(Object.values(result?.coverage.counts ?? {}).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
          expect(piece).not.toBe('')
        } catch (problem) {
          expect(problem).toBeInstanceOf(DocumentProblem)
        }
      }),
    )
  })
})
