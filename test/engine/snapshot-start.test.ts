import { join } from 'node:path'
import { expect, it } from 'vitest'
import { peopleDatabase } from '../database/people.js'
import { serve, take } from '../database/serve.js'
import { cli, scratch } from '../support/cli.js'

const PEOPLE = 12

async function snapshotOf(folder: string): Promise<string> {
  const people = peopleDatabase(PEOPLE)
  const out = join(folder, 'estate.m2e')
  expect((await take(out, [[await serve(people), people.name]])).whole).toBe(true)
  return out
}

it('a database snapshot gives links, states and metaverse values; nothing is computed of images nobody can read', async () => {
  const estate = await snapshotOf(scratch())

  const { out, err } = await cli(['simulate', estate, '--objects', estate])

  expect(err).not.toContain('No file')
  // Every third person is a filtered disconnector and has no metaverse object.
  expect(out).toContain(`Started from the connector spaces: HR ${PEOPLE}; 8 metaverse objects`)
  expect(out).toContain(`${PEOPLE} objects are known by name, state and link alone`)
  expect(out).toContain('Nothing would be exported.')
})

it('why answers with the values of the snapshot', async () => {
  const estate = await snapshotOf(scratch())

  const name = await cli(['why', 'CN=p4', 'displayName', '--in', estate, '--objects', estate, '--json'])
  const several = await cli(['why', 'CN=p4', 'proxyAddresses', '--in', estate, '--objects', estate, '--json'])

  expect(JSON.parse(name.out)).toMatchObject({ values: ['Person 4 Ü'] })
  expect(JSON.parse(several.out)).toMatchObject({ values: ['SMTP:person4@corp.net', 'smtp:p4@corp.net'] })
})
