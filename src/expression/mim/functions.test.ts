import { describe, expect, it, test } from 'vitest'
import { walk } from '../ast.js'
import type { Example } from '../test-support.js'
import { resultOf } from '../test-support.js'
import { MIM_FUNCTIONS } from './functions.js'
import { parseMim } from './parse.js'

const EXAMPLES: readonly Example[] = [
  ['Concatenate("a", "b", "c")', {}, 'abc'],
  ['"a" + missing + "c"', {}, 'ac'],
  ['missing + other', {}, null],
  ['UpperCase("straße")', {}, 'STRAßE'],
  ['LowerCase("TeSt")', {}, 'test'],
  ['UpperCase(missing)', {}, null],
  ['ProperCase("TEsT")', {}, 'Test'],
  ['ProperCase("$TEsT")', {}, '$Test'],
  ['ProperCase("smith-jones LEE")', {}, 'Smith-Jones Lee'],
  ['LTrim("  a b ")', {}, 'a b '],
  ['RTrim("  a b ")', {}, '  a b'],
  ['Trim("  a b ")', {}, 'a b'],
  ['RightPad("User", 10, "0")', {}, 'User000000'],
  ['RightPad(missing, 10, "0")', {}, ''],
  ['LeftPad("User", 10, "0")', {}, '000000User'],
  ['LeftPad("User", 10, "00")', {}, { $error: 'The pad must be exactly one character.' }],
  ['LeftPad(RandomNum(0,999), 3, "0")', {}, '500'],
  ['BitOr(2, flags)', { flags: 512 }, 514],
  ['BitAnd(-3, flags)', { flags: 514 }, 512],
  ['BitAnd(-2147483648, groupType)', { groupType: -2147483646 }, -2147483648],
  ['BitAnd(9223372036854775807, n)', { n: { $int: '9223372036854775807' } }, { $int: '9223372036854775807' }],
  ['DateTimeFormat("9/5/2014 8:14:53 PM", "yyyy-MM-dd HH:mm:ss")', {}, '2014-09-05 20:14:53'],
  ['DateTimeFormat("soon", "yyyy")', {}, { $error: '"soon" is not a date.' }],
  ['DateTimeFormat("2024-02-29", "j")', {}, { $error: '"j" is not a date format.' }],
  ['ConvertSidToString(sid)', { sid: { $bin: 'AQEAAAAAAAUSAAAA' } }, 'S-1-5-18'],
  ['ConvertSidToString(sid)', { sid: { $bin: 'AQEA' } }, { $error: 'The value is not a binary security identifier.' }],
  ['ConvertStringToGuid("00010203-0405-0607-0809-0a0b0c0d0e0f")', {}, { $bin: 'AwIBAAUEBwYICQoLDA0ODw==' }],
  ['ReplaceString("a-b-c", "-", "")', {}, 'abc'],
  ['ReplaceString("aXb", "x", "y")', {}, 'aXb'],
  ['ReplaceString(text, "\\r\\n", ", ")', { text: 'a\r\nb' }, 'a, b'],
  ['Word("Test;of%function;", 3, ";$&%")', {}, 'function'],
  ['Word("a;;b", 2, ";")', {}, ''],
  ['Word("whole", 1, ";")', {}, 'whole'],
  ['Word("a;b", 9, ";")', {}, ''],
  ['Left("Britta", 3)', {}, 'Bri'],
  ['Left("Britta", 0)', {}, ''],
  ['Left("Britta", -1)', {}, 'Britta'],
  ['Left(missing, 3)', {}, ''],
  ['Right("Britta", 3)', {}, 'tta'],
  ['Right("Britta", 0)', {}, ''],
  ['Mid("Britta Simon", 3, 5)', {}, 'itta '],
  ['Mid("Britta Simon", 3, -1)', {}, ''],
  ['Mid("Britta Simon", 0, 2)', {}, 'Britta Simon'],
  ['"a" + CRLF() + "b"', {}, 'a\r\nb'],
  ['RandomNum(7, 7)', {}, 7],
  ['RandomNum(9, 7)', {}, { $error: 'The lower bound is above the upper one.' }],
  ['EscapeDNComponent("CN=Smith, Ann ")', {}, 'CN=Smith\\, Ann\\ '],
  [
    'EscapeDNComponent("no name")',
    {},
    { $error: 'The DN component cannot be escaped: the component must be written name=value.' },
  ],
  ['Null()', {}, null],
  ['IIF(IsPresent(a), a, Null())', { a: 'x' }, 'x'],
  ['Eq(a, "x")', { a: 'X' }, false],
  ['Eq(a, 7)', { a: '7' }, false],
  ['Eq(missing, "x")', {}, false],
  ['NotEquals(missing, "x")', {}, true],
  ['LessThan(n, 5)', { n: 4 }, true],
  ['LessThan(n, 5)', {}, false],
  ['GreaterThan(n, 5)', { n: 5 }, false],
  ['LessThanOrEquals(n, 5)', { n: 5 }, true],
  ['GreaterThanOrEquals(n, 5)', { n: 4 }, false],
  ['IsPresent(a)', { a: { $ref: 'CN=Boss' } }, true],
  ['IsPresent(missing)', {}, false],
  ['"in " + $team', {}, 'in Sales'],
  ['IsPresent($undefined)', {}, false],
  ['UpperCase(a)', { a: ['x', 'y'] }, { $error: 'UpperCase takes one value for string, 2 given.' }],
  ['Guid()', {}, '80808080-8080-4080-8080-808080808080'],
]

test.each(EXAMPLES)('%s', (expression, attributes, expected) => {
  expect(resultOf('mim', expression, attributes)).toEqual(expected)
})

describe('the table', () => {
  it('has an example of every function', () => {
    const used = new Set<string>()
    for (const [expression] of EXAMPLES)
      walk(parseMim(expression), (node) => {
        if (node.kind === 'call') used.add(node.name)
      })

    const missing = [...MIM_FUNCTIONS.keys()].filter((name) => !used.has(name))

    expect(missing).toEqual([])
  })

  it('names the nearest function for an unknown one', () => {
    expect(() => resultOf('mim', 'UperCase("a")', {})).not.toThrow()
    expect(resultOf('mim', 'UperCase("a")', {})).toEqual({ $error: 'UperCase is not a function of this language.' })
  })

  it('counts arguments', () => {
    expect(resultOf('mim', 'Left("a")', {})).toEqual({ $error: 'Left takes 2 arguments, 1 given.' })
  })
})
