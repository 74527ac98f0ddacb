import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { registerExpr, runExpr } from './expr.js'

describe('expr', () => {
  it('evaluates with attributes', () => {
    const result = runExpr({ language: 'connect', expression: 'PadLeft([n],5,"0")', set: ['n=042'] })

    expect(result).toEqual({ output: 'expression   PadLeft([n], 5, "0")\nvalue        "00042"', exitCode: 0 })
  })

  it('reads numbers, booleans and lists as such', () => {
    const result = runExpr({
      language: 'connect',
      expression: 'IIF([on] && [n] > 9007199254740993, Join([p], "+"), "no")',
      set: ['on=true', 'n=9007199254740994', 'p=["a","b"]'],
    })

    expect(result.output).toContain('value        "a+b"')
  })

  it('translates and says why', () => {
    const result = runExpr({ language: 'mim', expression: 'UpperCase(Word(mail,1,"@"))', to: 'entra' })

    expect(result.exitCode).toBe(0)
    expect(result.output).toContain('verdict      conditional')
    expect(result.output).toContain('entra        ToUpper(Word([mail], 1, "@"))')
    expect(result.output).toContain(
      'because      The documentation leaves this open (Q-08): What does Word give for a text without a delimiter?',
    )
    expect(result.output).toContain('[decision]')
  })

  it('fails for what has no counterpart', () => {
    expect(runExpr({ language: 'connect', expression: 'BitOr([a],2)', to: 'entra' }).exitCode).toBe(1)
  })

  it('shows place and suggestion of a mistake', () => {
    const result = runExpr({ language: 'connect', expression: 'UCasee("a")' })

    expect(result).toMatchObject({ exitCode: 1 })
    expect(result.output).toContain('Did you mean UCase?')
  })

  it('prints JSON', () => {
    const result = runExpr({ language: 'entra', expression: 'Append("a", [b])', set: ['b=c'], json: true })

    expect(JSON.parse(result.output)).toMatchObject({ language: 'entra', value: 'ac', problems: [] })
  })

  it.each([
    [{ language: 'vba', expression: '1' }],
    [{ language: 'mim', expression: 'a', to: 'mim' }],
    [{ language: 'entra', expression: '[a]', to: 'entra' }],
    [{ language: 'mim', expression: 'a', set: ['nothing'] }],
    [{ language: 'mim', expression: 'a', now: 'soon' }],
  ])('refuses %j', (args) => {
    expect(runExpr(args).exitCode).toBe(2)
  })
})

it('is a command of the program', async () => {
  const printed: string[] = []
  const codes: number[] = []
  const program = new Command()
  const note = (text: string): void => {
    printed.push(text)
  }
  registerExpr(program, { out: note, err: note, setExitCode: (code) => void codes.push(code) })

  await program.parseAsync(['expr', 'connect', '[a] & [b]', '--set', 'a=x', '--set', 'b=y', '--to', 'entra'], {
    from: 'user',
  })

  expect(codes).toEqual([0])
  expect(printed.join('')).toContain('value        "xy"')
})
