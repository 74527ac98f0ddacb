import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  connector,
  estate,
  exportFlowSet,
  flow,
  metaverse,
  place,
  projection,
  schemaAttribute,
  server,
} from '../../analyzers/testing/estate-builder.js'
import { designMappings, type MappingLine } from '../../src/entra/index.js'
import type { Value } from '../../src/expression/index.js'
import { attempt, compile, isSpecial, parse, toMimTree } from '../../src/expression/index.js'
import type { FlowMapping, ImportFlowGroup } from '../../src/model/index.js'

const columns = ['FIRST', 'LAST', 'CITY', 'CODE']
const people = ['givenName', 'sn', 'department', 'title']
const targets = ['givenName', 'sn', 'l', 'title', 'info']

/** Expressions of MIM over some attributes, as people write them. */
function expressions(attributes: readonly string[]): fc.Arbitrary<string> {
  const name = fc.constantFrom(...attributes)
  const literal = fc.constantFrom('"x"', '"A"', '"Sales, North"', '" - "')
  const leaf = fc.oneof({ weight: 4, arbitrary: name }, { weight: 1, arbitrary: literal })
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.tuple(fc.constantFrom('UpperCase', 'LowerCase', 'Trim'), tie('expression')).map(([f, a]) => `${f}(${a})`),
      fc.tuple(tie('expression'), fc.integer({ min: 1, max: 5 })).map(([a, n]) => `Left(${a}, ${n})`),
      fc.tuple(name, leaf, leaf).map(([a, b, c]) => `IIF(IsPresent(${a}), ${b}, ${c})`),
      fc.tuple(name, leaf, leaf).map(([a, b, c]) => `IIF(Eq(${a}, "A"), ${b}, ${c})`),
      fc.tuple(leaf, leaf).map(([a, b]) => `${a} + " " + ${b}`),
    ),
  }))
  return expression
}

function ruleMapping(text: string): FlowMapping {
  const tree = parse('mim', text)
  const root = toMimTree(tree)
  const shared = { kind: 'sync-rule', ruleId: 'r', mappingId: text, initialOnly: false, existenceTest: false } as const
  if (tree.kind === 'attribute') return { ...shared, form: 'direct', sources: [{ name: tree.name, intrinsic: false }] }
  if (root !== undefined) return { ...shared, form: 'expression', sources: [], expression: { language: 'mim', root } }
  return { kind: 'constant', constant: { value: tree.kind === 'string' ? tree.value : '', redacted: false } }
}

function given(imports: readonly string[], exports: readonly string[]) {
  const hr = connector({
    name: 'HR',
    projections: [projection('person', 'person')],
    schema: { objectTypes: [], attributes: columns.map((name) => schemaAttribute(name)), at: place('schema') },
  })
  const ad = connector({
    name: 'AD',
    kind: 'active-directory',
    exportFlows: [
      exportFlowSet(
        'user',
        'person',
        exports.map((text, index) => flow(targets[index] ?? '', ruleMapping(text))),
      ),
    ],
  })
  const importFlows = people.map(
    (attribute, index): ImportFlowGroup => ({
      objectType: 'person',
      attribute,
      precedence: 'ranked',
      at: place(attribute),
      flows: [
        {
          id: attribute,
          connectorId: hr.id,
          sourceObjectType: 'person',
          mapping: ruleMapping(imports[index] ?? 'FIRST'),
          at: place(attribute),
        },
      ],
    }),
  )
  return estate({ servers: [server({ connectors: [hr, ad], metaverse: metaverse({ importFlows }) })] })
}

type Row = ReadonlyMap<string, Value>

function legacyValue(imports: readonly string[], exported: string, row: Row): Value | 'error' {
  const metaverseObject = new Map<string, Value>()
  for (const [index, attribute] of people.entries()) {
    const result = attempt(() => compile('mim', imports[index] ?? 'FIRST').evaluate({ attributes: row }))
    if (!result.ok) return 'error'
    metaverseObject.set(attribute, result.value)
  }
  const result = attempt(() => compile('mim', exported).evaluate({ attributes: metaverseObject }))
  return result.ok ? result.value : 'error'
}

/** Nothing, the empty text and "leave it alone" are the same to a target that holds no value. */
function settled(value: Value | 'error'): Value | 'error' {
  return value === '' || (value !== 'error' && isSpecial(value)) ? null : value
}

const value = fc.oneof(fc.constant(undefined), fc.constantFrom('A', 'a', 'Ada', 'Berg', ' Leipzig ', 'Söder', 'x y z'))
const rows = fc.tuple(value, value, value, value).map((values): Row => {
  const entries = columns.map((name, index) => [name, values[index]] as const)
  return new Map(entries.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])))
})

/** The evaluators answer open questions the way the translation assumes; what is only conditional on those is as exact. */
function isExact(line: MappingLine): boolean {
  return line.reasons.every((reason) => reason.result === 'exact' || reason.id === 'decision')
}

describe('an exact mapping', () => {
  it('gives what the two flows give today, on every object', () => {
    let compared = 0
    fc.assert(
      fc.property(
        fc.array(expressions(columns), { minLength: 4, maxLength: 4 }),
        fc.array(expressions(people), { minLength: 5, maxLength: 5 }),
        fc.array(rows, { minLength: 4, maxLength: 4 }),
        (imports, exports, objects) => {
          const [table] = designMappings(given(imports, exports))
          for (const line of table?.lines ?? []) {
            const { mapping } = line
            if (mapping === undefined || !isExact(line)) continue
            const exported = exports[targets.indexOf(line.target)] ?? ''
            const names = new Map(table?.names.map((item) => [item.name, item.attribute]))
            for (const row of objects) {
              const attributes = { get: (name: string) => row.get(names.get(name) ?? name) }
              const tomorrow = attempt(() => compile('entra', mapping.expression).evaluate({ attributes }))
              const today = legacyValue(imports, exported, row)
              compared++
              expect(
                settled(tomorrow.ok ? tomorrow.value : 'error'),
                `${exported} over ${imports.join(' | ')} as ${mapping.text} on ${JSON.stringify([...row])}`,
              ).toEqual(settled(today))
            }
          }
        },
      ),
      { numRuns: 300 },
    )
    expect(compared).toBeGreaterThan(500)
  })
})
