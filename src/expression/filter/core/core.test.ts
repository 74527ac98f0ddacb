import { describe, expect, it } from 'vitest'
import { durationMs, wholeDays } from './duration.js'
import type { Formula } from './formula.js'
import { ALWAYS, allOf, anyOf, leafOf, leavesOf, NEVER, negate, substitute } from './formula.js'
import { parseGroupText } from './group-text.js'
import { escapeAnyCase, escapePattern, matchesPattern } from './pattern.js'
import { foldCase, hasCase, otherCase, sameText } from './text-case.js'
import type { Truth } from './truth.js'
import { everyTruth, negateTruth, someTruth } from './truth.js'
import { booleanOf, identifierOf, instantOf, integerOf, objectFromJson, textOf } from './values.js'

describe('three-valued logic', () => {
  const rows: readonly [Truth, Truth, Truth, Truth][] = [
    [true, true, true, true],
    [true, false, false, true],
    [true, 'unknown', 'unknown', true],
    [false, 'unknown', false, 'unknown'],
    ['unknown', 'unknown', 'unknown', 'unknown'],
    [false, false, false, false],
  ]

  it.each(rows)('%s with %s: and %s, or %s', (a, b, and, or) => {
    for (const pair of [
      [a, b],
      [b, a],
    ]) {
      expect(everyTruth(pair, (truth) => truth)).toBe(and)
      expect(someTruth(pair, (truth) => truth)).toBe(or)
    }
  })

  it('denies what is known only', () => {
    expect([true, false, 'unknown' as const].map(negateTruth)).toEqual([false, true, 'unknown'])
  })
})

describe('case', () => {
  it.each([
    ['Straße', 'STRAßE', true],
    ['Straße', 'STRASSE', false],
    ['É', 'é', true],
    ['Σ', 'σ', true],
    ['ς', 'σ', false],
    ['ı', 'I', false],
    ['ſ', 's', false],
    ['\u{10428}', '\u{10400}', true],
    ['ǆ', 'Ǆ', true],
  ])('%s and %s: %s', (a, b, same) => {
    expect(sameText(a, b, true)).toBe(same)
    expect(foldCase(a) === foldCase(b)).toBe(same)
  })

  it('knows the other spelling of a letter', () => {
    expect(otherCase('a')).toBe('A')
    expect(otherCase('É')).toBe('é')
    expect(otherCase('1')).toBeUndefined()
    expect(hasCase('123-_')).toBe(false)
    expect(hasCase('12x')).toBe(true)
  })
})

describe('patterns', () => {
  it('escapes a text so that it matches itself only', () => {
    const text = 'a.b*c+(d)[e]{f}^$|\\g\nh'

    expect(matchesPattern(`^${escapePattern(text)}\\z`, text, false)).toBe(true)
    expect(matchesPattern(`^${escapePattern('a.b')}\\z`, 'axb', false)).toBe(false)
  })

  it('spells both cases for an engine that compares with case', () => {
    expect(escapeAnyCase('aB.1')).toBe('[Aa][Bb]\\.1')
    expect(matchesPattern(`^${escapeAnyCase('\u{10428}x')}\\z`, '\u{10400}X', false)).toBe(true)
  })

  it('says so when a pattern cannot be run', () => {
    expect(matchesPattern('(?>a)', 'a', false)).toBeUndefined()
    expect(matchesPattern('[', 'a', false)).toBeUndefined()
  })

  it('keeps options at the start of a pattern', () => {
    expect(matchesPattern('(?s)a.b', 'A\nB', true)).toBe(true)
    expect(matchesPattern('a.b', 'A\nB', true)).toBe(false)
  })
})

describe('durations', () => {
  it.each([
    ['P14DT0H0M', 14 * 86_400_000],
    ['p1d', 86_400_000],
    ['PT36H', 36 * 3_600_000],
    ['-P2D', -2 * 86_400_000],
    ['PT1.5S', 1500],
    ['P1M', undefined],
    ['P', undefined],
    ['P1DT', undefined],
    ['14', undefined],
  ])('%s', (text, ms) => {
    expect(durationMs(text)).toBe(ms)
  })

  it('recognises whole days', () => {
    expect(wholeDays(3 * 86_400_000)).toBe(3)
    expect(wholeDays(3_600_000)).toBeUndefined()
  })
})

describe('formulas', () => {
  const [a, b] = [leafOf('a'), leafOf('b')]

  it('pushes negation to the leaves', () => {
    expect(negate(anyOf([a, allOf([b, a])]))).toEqual(allOf([negate(a), anyOf([negate(b), negate(a)])]))
    expect(negate(negate(anyOf([a, b])))).toEqual(anyOf([a, b]))
  })

  it('folds constants and flattens', () => {
    expect(allOf([a, NEVER, b])).toEqual(NEVER)
    expect(anyOf([a, NEVER])).toEqual(a)
    expect(anyOf([ALWAYS, a])).toEqual(ALWAYS)
    expect(allOf([])).toEqual(ALWAYS)
    expect(anyOf([])).toEqual(NEVER)
    expect(leavesOf(allOf([a, allOf([b, a])]))).toEqual(['a', 'b', 'a'])
  })

  it('substitutes under negation', () => {
    const replaced: Formula<string> = substitute(negate(a), () => allOf([a, b]))

    expect(replaced).toEqual(anyOf([negate(a), negate(b)]))
  })
})

describe('values', () => {
  it('reads JSON and finds attributes in any case where asked', () => {
    const object = objectFromJson({ MailNickname: 'x' }, true)

    expect(object.get('mailnickname')).toBe('x')
    expect(objectFromJson({ a: 1 }).get('A')).toBeUndefined()
  })

  it('reads values by type', () => {
    expect(integerOf(' 42 ')).toBe(42)
    expect(integerOf('4x')).toBeUndefined()
    expect(booleanOf('TRUE')).toBe(true)
    expect(booleanOf('yes')).toBeUndefined()
    expect(instantOf('2020-06-10T18:13:20.000')).toBe(Date.UTC(2020, 5, 10, 18, 13, 20))
    expect(instantOf('2020-06-10T20:13:20+02:00')).toBe(Date.UTC(2020, 5, 10, 18, 13, 20))
    expect(instantOf('01/02/2020')).toBeUndefined()
    expect(textOf(true)).toBe('True')
    expect(textOf(new Uint8Array())).toBeUndefined()
    expect(identifierOf('urn:uuid:FB89AEFA-5EA1-47F1-8890-ABE7797D6497')).toBe(
      identifierOf('{fb89aefa-5ea1-47f1-8890-abe7797d6497}'),
    )
  })
})

describe('group text', () => {
  const read = (text: string) =>
    parseGroupText(text, { phrases: ['NOT EQUALS'], notes: false }).map((clauses) =>
      clauses.map(({ attribute, operator, values }) => [attribute, operator, ...values]),
    )

  it('reads values without quotes up to AND, OR or the bracket', () => {
    expect(read('(a EQ New York AND b NOT EQUALS x) OR (c RX (1[0-9]))')).toEqual([
      [
        ['a', 'EQ', 'New York'],
        ['b', 'NOT EQUALS', 'x'],
      ],
      [['c', 'RX', '(1[0-9])']],
    ])
  })

  it('reads quotes, empty groups and no brackets', () => {
    expect(read('a EQ "x AND ""y"""')).toEqual([[['a', 'EQ', 'x AND "y"']]])
    expect(read('()')).toEqual([[]])
    expect(read('  ')).toEqual([])
  })
})
