import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCsharp, isVisualBasic } from './recognise.js'
import { readSources } from './testing.js'

const source = `using Microsoft.MetadirectoryServices;
public class X : IMASynchronization {
  const string A = "a\\u00fc" + @"b""c";
  public void MapAttributesForImport(string FlowRuleName, CSEntry csentry, MVEntry mventry) {
    switch (FlowRuleName) { case A: case "😀": mventry["x"].Value = csentry["y"].Value; break; default: if (FlowRuleName == "q") Go(FlowRuleName, csentry); break; }
    var z = FlowRuleName switch { "k" or "l" => 1, _ => 2 };
  }
  void Go(string n, CSEntry e) { Go(n, e); e["unicodePwd"].Values.Add("p"); foreach (Value v in e["m"].Values) { } }
}`

async function read(text: string, name = 'X.cs') {
  const { sources, notices, counts } = await readSources({ [name]: text })
  return { sources, notices, unknown: counts.reduce((sum, count) => sum + count.unknown, 0) }
}

describe('whatever the source', () => {
  it('is read, with a notice when anything is broken', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: source.length }),
        fc.integer({ min: 0, max: source.length - 1 }),
        fc.constantFrom('{', '}', '"', '\\', '(', ';', '\u0000', '/*', '#if', ''),
        async (cut, at, put) => {
          const text = source.slice(0, cut).slice(0, at) + put + source.slice(0, cut).slice(at + 1)
          const { sources, notices, unknown } = await read(text)
          expect(sources).toHaveLength(1)
          const broken = (sources[0]?.unreadable.length ?? 0) > 0
          expect(notices.some((notice) => notice.id === 'M2E-READ-070')).toBe(broken)
          expect(unknown > 0).toBe(broken)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('is never run out of: deep nesting and calls that call themselves end', async () => {
    const deep = `class X : IMASynchronization { void MapAttributesForImport(string n, CSEntry c, MVEntry m) { m["a"].Value = ${'('.repeat(3000)}c["b"].Value${')'.repeat(3000)}; } }`
    const calls = Array.from(
      { length: 40 },
      (_, at) => `void F${at}(CSEntry c) { ${Array.from({ length: 40 }, (_n, to) => `F${to}(c);`).join(' ')} }`,
    )
    const wide = `class X : IMASynchronization { void MapAttributesForImport(string n, CSEntry c, MVEntry m) { F0(c); } ${calls.join('\n')} }`

    for (const text of [deep, wide]) {
      const { notices } = await read(text)
      expect(notices.map((notice) => notice.id)).toContain('M2E-READ-070')
    }
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'takes %s for a name like any other',
    async (name) => {
      const text = `class X : IMASynchronization { void MapAttributesForImport(string n, CSEntry c, MVEntry m) { switch (n) { case "${name}": m["${name}"].Value = c["${name}"].Value; ${name}(c); break; } } void ${name}(CSEntry c) { var ${name} = c; } }`
      const { sources } = await read(text)
      const [rule] = sources[0]?.classes[0]?.entryPoints[0]?.rules ?? []
      expect([rule?.name, rule?.facts.writes[0]?.attribute, rule?.facts.helpers]).toEqual([name, name, [name]])
    },
  )

  it('reads any text as Visual Basic', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (tail) => {
        const { sources } = await read(
          `Public Class X\nImplements IMVSynchronization\nSub Provision() Implements IMVSynchronization.Provision\n${tail}`,
          'X.vb',
        )
        expect(sources).toHaveLength(1)
      }),
    )
  })
})

describe('recognition', () => {
  const peek = (head: string) => ({ root: undefined, head })

  it.each([
    '// c\nusing System;\n',
    '#region x\nnamespace A.B\n{',
    '/* ü */ [assembly: AssemblyTitle("x")]',
    'public static class X {}',
    'using X = System.Y;',
    'internal enum E { a }',
  ])('takes %j for C#', (head) => {
    expect([isCsharp(peek(head)), isVisualBasic(peek(head))]).toEqual([true, false])
  })

  it.each([
    "' c\nOption Strict On\nImports System\n",
    'Public Class X\n',
    'Namespace A.B\n',
    '<Assembly: AssemblyTitle("x")>',
  ])('takes %j for Visual Basic', (head) => {
    expect([isCsharp(peek(head)), isVisualBasic(peek(head))]).toEqual([false, true])
  })

  it.each([
    'using namespace System.Text\n',
    'dn,cn\na,b',
    '{"a":1}',
    'param($x)',
    'Imports of goods\n1,2',
    '',
    'public static',
  ])('leaves %j alone', (head) => {
    expect([isCsharp(peek(head)), isVisualBasic(peek(head))]).toEqual([false, false])
  })
})
