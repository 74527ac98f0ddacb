import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  connector,
  estate,
  metaverse,
  place,
  schemaAttribute,
  server,
  syncRule,
  syncRuleFlow,
} from '../../analyzers/testing/estate-builder.js'
import { designMappings, type MappingLine } from '../../src/entra/index.js'
import { evaluateScope } from '../../src/expression/filter/index.js'
import type { Value } from '../../src/expression/index.js'
import { attempt, compile, isSpecial } from '../../src/expression/index.js'
import type { ScopeCondition, SyncRule } from '../../src/model/index.js'

const attributes = ['givenName', 'sn', 'department', 'info']
const name = fc.constantFrom(...attributes)
const literal = fc.constantFrom('"x"', '"A"', '"KB"')
const leaf = fc.oneof({ weight: 3, arbitrary: name.map((item) => `[${item}]`) }, { weight: 1, arbitrary: literal })

const expressions = fc.oneof(
  leaf,
  leaf.map((item) => `Trim(${item})`),
  fc.tuple(name, leaf).map(([tested, value]) => `IIF(IsPresent([${tested}]), ${value}, NULL)`),
  fc.tuple(name, leaf).map(([tested, value]) => `IIF([${tested}]="A", ${value}, IgnoreThisFlow)`),
  fc.tuple(name, leaf, leaf).map(([tested, a, b]) => `IIF(Left([${tested}], 1)="A", ${a}, ${b})`),
)

const condition = fc
  .tuple(
    name,
    fc.constantFrom('EQUAL', 'NOTEQUAL', 'ISNULL', 'ISNOTNULL', 'STARTSWITH', 'NOTSTARTSWITH', 'ENDSWITH', 'CONTAINS'),
    fc.constantFrom('A', 'Ad', 'x'),
  )
  .map(
    ([attribute, operator, value]): ScopeCondition => ({
      attribute,
      operator,
      value: operator.startsWith('IS') ? '' : value,
      at: place('scope'),
    }),
  )
const scopes = fc.array(fc.array(condition, { minLength: 1, maxLength: 2 }), { maxLength: 2 })

interface Flow {
  readonly expression: string
  readonly scope: readonly (readonly ScopeCondition[])[]
}

const flows = fc.array(fc.record({ expression: expressions, scope: scopes }), { minLength: 1, maxLength: 3 })

const ad = connector({
  name: 'contoso.com',
  kind: 'active-directory',
  schema: { objectTypes: [], attributes: attributes.map((item) => schemaAttribute(item)), at: place('schema') },
})
const tenant = connector({ name: 'tenant', kind: 'entra-id' })

function rule(text: string, direction: 'inbound' | 'outbound', overrides: Partial<SyncRule>): SyncRule {
  return syncRule(text, {
    product: 'connect-sync',
    direction,
    connectorId: direction === 'inbound' ? ad.id : tenant.id,
    connectorObjectType: 'user',
    metaverseObjectType: 'person',
    linkType: 'join',
    scope: [],
    joins: [],
    ...overrides,
  })
}

function given(list: readonly Flow[]) {
  const inbound = list.map(({ expression, scope }, index) =>
    rule(`In ${index}`, 'inbound', {
      precedence: index + 1,
      scope,
      mappings: [
        {
          ...syncRuleFlow('title', 'inbound'),
          kind: 'expression',
          expression: { language: 'connect', text: expression },
        },
      ],
    }),
  )
  const outbound = rule('Out', 'outbound', {
    precedence: 100,
    mappings: [{ ...syncRuleFlow('title', 'outbound'), kind: 'direct', sources: ['title'] }],
  })
  const rules = [...inbound, outbound]
  return estate({
    servers: [server({ product: 'connect-sync', connectors: [ad, tenant], metaverse: metaverse(), syncRules: rules })],
  })
}

type Row = ReadonlyMap<string, Value>

/** Rules in order of precedence: the first in scope that has a value. */
function legacyValue(list: readonly Flow[], row: Row): Value | 'error' {
  for (const { expression, scope } of list) {
    if (scope.length > 0 && evaluateScope(scope, row) !== true) continue
    const result = attempt(() => compile('connect', expression).evaluate({ attributes: row }))
    if (!result.ok) return 'error'
    if (result.value !== null && !isSpecial(result.value)) return result.value
  }
  return null
}

function settled(value: Value | 'error'): Value | 'error' {
  return value === '' || (value !== 'error' && isSpecial(value)) ? null : value
}

const value = fc.constantFrom(undefined, 'A', 'Ada', 'x', 'Berg A')
const rows = fc.tuple(value, value, value, value).map((values): Row => {
  const entries = attributes.map((item, index) => [item, values[index]] as const)
  return new Map(entries.flatMap(([item, text]) => (text === undefined ? [] : [[item, text] as const])))
})

/** Clearing and leaving alone are one to a target without a value; open questions are answered the same on both sides. */
function isComparable(line: MappingLine): boolean {
  const same = ['decision', 'null-becomes-clear', 'text-long-enough', 'not-empty', 'scope-case']
  return line.reasons.every((reason) => reason.result === 'exact' || same.includes(reason.id))
}

describe('precedence and scopes of Connect as one expression', () => {
  it('give what the rules give, on every object', () => {
    let compared = 0
    fc.assert(
      fc.property(flows, fc.array(rows, { minLength: 5, maxLength: 5 }), (list, objects) => {
        const line = designMappings(given(list))[0]?.lines[0]
        const mapping = line?.mapping
        if (line === undefined || mapping === undefined || !isComparable(line)) return
        for (const row of objects) {
          const tomorrow = attempt(() => compile('entra', mapping.expression).evaluate({ attributes: row }))
          compared++
          expect(
            settled(tomorrow.ok ? tomorrow.value : 'error'),
            `${JSON.stringify(list)} as ${mapping.text} on ${JSON.stringify([...row])}`,
          ).toEqual(settled(legacyValue(list, row)))
        }
      }),
      { numRuns: 400 },
    )
    expect(compared).toBeGreaterThan(300)
  })
})
