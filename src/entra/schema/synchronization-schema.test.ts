import { describe, expect, it } from 'vitest'
import { attribute, call } from '../../expression/ast.js'
import { templateJob } from '../jobs/template-job.js'
import { synchronizationSchemaOf } from './synchronization-schema.js'

const plain = templateJob({
  kind: 'ecma-host',
  name: 'Phones',
  madeFrom: [],
  sourceName: 'Microsoft Entra ID',
  targetName: 'Phones',
  pilot: { kind: 'on-demand' },
  leaver: 'leave',
  deletionThreshold: 10,
})
const extension = { type: 'String', multivalued: false, anchor: false, required: false, custom: true } as const

describe('the schema of a job', () => {
  it('calls directory extensions by the place of their full name, in attributes, expressions and scopes', () => {
    const schema = synchronizationSchemaOf({
      ...plain,
      source: { ...plain.source, objects: [{ name: 'User', attributes: [{ name: 'mim_costCenter', ...extension }] }] },
      objectMappings: [
        {
          name: 'people',
          sourceObject: 'User',
          targetObject: 'row',
          actions: ['Add'],
          scope: { groups: [{ clauses: [{ attribute: 'mim_costCenter', operator: 'IS NOT NULL', values: [] }] }] },
          attributeMappings: [
            {
              target: 'CC',
              expression: call('ToUpper', [attribute('mim_costCenter')]),
              flowType: 'Always',
              result: 'exact',
              matchingPriority: 0,
            },
          ],
        },
      ],
    })
    const place = '{made:directory-extension/mim-costcenter}'
    const [mapping] = schema.synchronizationRules[0]?.objectMappings ?? []

    expect(schema.directories?.[0]?.objects?.[0]?.attributes?.[0]?.name).toBe(place)
    expect(mapping?.attributeMappings?.[0]?.source?.expression).toBe(`ToUpper([${place}])`)
    expect(mapping?.scope?.groups?.[0]?.clauses?.[0]?.sourceOperandName).toBe(place)
    expect(JSON.stringify(schema)).not.toContain('mim_costCenter')
  })
})
