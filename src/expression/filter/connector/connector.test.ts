import { describe, expect, it } from 'vitest'
import type { ConnectorFilter } from '../../../model/index.js'
import type { Truth } from '../core/truth.js'
import { objectFromJson } from '../core/values.js'
import type { ConnectorCondition } from './ast.js'
import { CONNECTOR_OPERATORS, conditionValue } from './ast.js'
import { evaluateConnectorFilter } from './evaluate.js'
import { parseConnectorFilter, printConnectorFilter } from './parse.js'

/** true: left out. */
const CASES: readonly [string, Record<string, unknown>, Truth][] = [
  ['(DisplayName equality "fim-install") OR (DisplayName equality "Sync")', { DisplayName: 'SYNC' }, true],
  ['(FirstName equality "Joe" AND Initial inequality "Queue")', { FirstName: 'Joe' }, true],
  ['(FirstName equality "Joe" AND Initial inequality "Queue")', { FirstName: 'Joe', Initial: 'queue' }, false],
  ['(DefaultAlias not-present "")', {}, true],
  ['(Title present)', { Title: '' }, true],
  ['(cn substring-start "svc-")', { cn: 'SVC-backup' }, true],
  ['(cn substring-start "svc-")', {}, false],
  ['(groups equality "b")', { groups: ['a', 'B'] }, true],
  ['(groups inequality "b")', { groups: ['a', 'B'] }, false],
  ['(level equality "0x10" @radix=10)', { level: 16 }, true],
  ['(flag equality "true")', { flag: true }, true],
  ['(sid equality "AAE=" @encoding=base64)', { sid: { $bin: 'AAE=' } }, true],
  ['(sid equality "AAE=")', { sid: { $bin: 'AAE=' } }, 'unknown'],
  ['(dn equality "cn=x" @intrinsic)', { dn: { $ref: 'CN=X' } }, true],
  ['(cn substring-end "x")', { cn: 'x' }, 'unknown'],
  ['(cn substring-end "x" AND cn equality "y")', { cn: 'x' }, false],
  ['scripted', {}, 'unknown'],
  ['unknown', {}, 'unknown'],
  ['', {}, false],
  ['()', {}, false],
]

describe('connector filters', () => {
  it.each(CASES)('%s on %j: %s', (text, attributes, expected) => {
    const parsed = parseConnectorFilter(text)

    expect(parsed.ok && evaluateConnectorFilter(parsed.value, objectFromJson(attributes))).toBe(expected)
  })

  it('has an example of every operator', () => {
    for (const { token } of CONNECTOR_OPERATORS) expect(CASES.some(([text]) => text.includes(` ${token}`))).toBe(true)
  })

  it.each(CASES)('%s comes back from its tree', (text) => {
    const parsed = parseConnectorFilter(text)

    expect(parsed.ok && printConnectorFilter(parsed.value)).toBe(text)
  })

  it('keeps an unknown operator with a notice and refuses a note it does not know', () => {
    expect(parseConnectorFilter('(cn substring-end "x")')).toMatchObject({
      ok: true,
      notices: [{ id: 'unknown-operator' }],
    })
    expect(parseConnectorFilter('(cn equality "x" @colour=red)')).toMatchObject({ ok: false })
  })

  it('reads hexadecimal integers only where the export marks them', () => {
    const condition: ConnectorCondition = { attribute: 'a', intrinsic: false, operator: 'equality', value: '0xFF' }

    expect(conditionValue(condition)).toBe('0xFF')
    expect(conditionValue({ ...condition, radix: '10' })).toBe('255')
    expect(conditionValue({ ...condition, value: '0xffffffffffffffff', radix: '16' })).toBe('-1')
  })

  it('takes the filter of the model as it is', () => {
    const at = { file: 'MA.xml', path: '/saved-ma-configuration' }
    const condition = { attribute: 'cn', intrinsic: false, operator: 'present', value: undefined, at }
    const filter: ConnectorFilter = {
      objectType: 'person',
      kind: 'declared',
      alternatives: [{ conditions: [condition], at }],
      at,
    }

    expect(evaluateConnectorFilter(filter, objectFromJson({ cn: 'x' }))).toBe(true)
  })

  it('takes an attribute outside the data as no answer', () => {
    const parsed = parseConnectorFilter('(cn not-present)')

    expect(parsed.ok && evaluateConnectorFilter(parsed.value, objectFromJson({}), { isKnown: () => false })).toBe(
      'unknown',
    )
  })
})
