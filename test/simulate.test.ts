import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cli, scratch } from './support/cli.js'

const columns =
  'EMP_NO,LAST_NAME,FIRST_NAME,MIDDLE_INITIAL,JOB_TITLE,DEPARTMENT,DEPT_NO,COMPANY,COST_CENTER,EMP_TYPE,EMP_STATUS,MANAGER_EMP_NO,PHONE,MOBILE,LOCATION,ROOM,STREET,POSTCODE,CITY,COUNTRY,HIRE_DATE,TERM_DATE,REC_TYPE,IS_TEST'
const people = [
  '10001,Müller,Anna,,Leiterin,Vertrieb,10,KB,4711,E,A,,+49 341 1,,LEJ,1,Weg 1,04109,Leipzig,DE,2020-01-01,,person,0',
  '10002,Schulz,Bert,,Admin,IT,20,KB,4712,E,A,10001,+49 341 2,,LEJ,2,Weg 2,04109,Leipzig,DE,2021-01-01,,person,0',
  '10003,Test,Tom,,Admin,IT,20,KB,4712,E,A,10001,+49 341 2,,LEJ,2,Weg 2,04109,Leipzig,DE,2021-01-01,,person,1',
]
const estate = join(process.cwd(), 'demo', 'estate')

function hrFile(lines: readonly string[] = people): string {
  const file = join(scratch(), 'people.csv')
  writeFileSync(file, [columns, ...lines, ''].join('\r\n'))
  return file
}

describe('simulate', () => {
  it('imports, filters and projects people from a CSV that is told by its columns', async () => {
    const { out, code } = await cli(['simulate', estate, '--objects', hrFile(), '--json'])
    const { objects, steps } = JSON.parse(out) as {
      objects: { connector: string; objects: number }[]
      steps: { ma: string; step: string; counters: Record<string, number> }[]
    }

    // Rules whose code is not at hand make the run incomplete, and say so.
    expect(code).toBe(3)
    expect(objects).toMatchObject([{ connector: 'HR', objects: 3 }])
    expect(steps.map((step) => step.step)).toEqual(['FI', 'FS'])
    expect(steps[0]?.counters).toEqual({ 'stage-add': 3 })
    expect(steps[1]?.counters).toMatchObject({ 'disconnector-filtered': 1, 'disconnector-projected-flow': 2 })
  })

  it('never passes a rule for run whose code is not at hand', async () => {
    const { out } = await cli(['simulate', estate, '--objects', hrFile()])

    expect(out).toMatch(/provisioning of the metaverse extension: asked 2 times, its code is not at hand/)
  })

  it('keeps its state, so that the next run is a delta', async () => {
    const state = join(scratch(), 'state.db')
    const run = (...profiles: string[]) =>
      cli(['simulate', estate, '--objects', hrFile(), '--state', state, '--run', ...profiles, '--json'])
    const counters = async (...profiles: string[]) => {
      const { steps } = JSON.parse((await run(...profiles)).out) as { steps: { counters: Record<string, number> }[] }
      return steps.map((step) => step.counters)
    }
    const [first] = await counters('HR:Full Import')
    const [again] = await counters('HR:Full Import')

    expect(first).toEqual({ 'stage-add': 3 })
    expect(again).toEqual({ 'stage-no-change': 3 })
  })

  it('names the run profile that is not there, and the nearest one', async () => {
    const { code, err } = await cli(['simulate', estate, '--objects', hrFile(), '--run', 'HR:Full Imprt'])

    expect(code).toBe(2)
    expect(err).toContain('Did you mean "Full Import"?')
  })

  it('says so when no file belongs to a connector', async () => {
    const file = join(scratch(), 'other.csv')
    writeFileSync(file, 'a,b\r\n1,2\r\n3,4\r\n')
    const { code, err } = await cli(['simulate', estate, '--objects', file])

    expect(code).toBe(2)
    expect(err).toContain('holds objects of a connector')
  })

  it('writes pending exports as CSV', async () => {
    const out = join(scratch(), 'pending.csv')
    await cli(['simulate', estate, '--objects', hrFile(), '--out', out])

    expect(readFileSync(out, 'utf8')).toMatch(
      /^connector,operation,object,dn,objectType,attribute,old,new,rule,known\r\n/,
    )
  })
})

describe('why', () => {
  it('leads from the source value through the rule to the metaverse', async () => {
    const { code, out } = await cli(['why', 'HR:10002', 'displayName', '--in', estate, '--objects', hrFile()])

    expect(code).toBe(0)
    expect(out).toMatch(/displayName = Schulz, Bert/)
    expect(out).toContain('HR:10002')
  })

  it('says that an object is not there', async () => {
    const { code, err } = await cli(['why', 'HR:99999', 'displayName', '--in', estate, '--objects', hrFile()])

    expect(code).toBe(2)
    expect(err).toContain('No connector space holds an object "99999"')
  })
})
