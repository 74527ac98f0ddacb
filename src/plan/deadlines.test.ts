import { describe, expect, it } from 'vitest'
import { connector, estate, metaverse, server } from '../../analyzers/testing/estate-builder.js'
import type { Estate } from '../model/index.js'
import { compareVersions, deadlines } from './deadlines.js'

function connectServer(version: string | undefined): Estate {
  const at = { file: 'MV.xml', path: '' }
  const parameters =
    version === undefined
      ? []
      : [{ name: 'Microsoft.Synchronize.ServerConfigurationVersion', value: { value: version, redacted: false }, at }]
  return estate({ servers: [server({ product: 'connect-sync', name: 'AADC', metaverse: metaverse({ parameters }) })] })
}

const stateOf = (given: Estate, subject: RegExp, asOf = '2026-11-21') =>
  deadlines(given, asOf)
    .filter((deadline) => subject.test(deadline.subject))
    .map((deadline) => deadline.state)

describe('compareVersions', () => {
  it.each([
    ['2.5.79.0', '2.5.190.0', -1],
    ['2.6', '2.6.0.0', 0],
    ['10.0', '9.9', 1],
  ])('%s against %s', (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign)
  })
})

describe('deadlines', () => {
  it('says that an old Entra Connect has stopped, and that a new one has not', () => {
    expect(stateOf(connectServer('1.1.130.0'), /below 2\.5\.79\.0/)).toEqual(['stopped'])
    expect(stateOf(connectServer('2.6.92.0'), /below 2\.5\.79\.0/)).toEqual([])
  })

  it('does not guess where the input states no version', () => {
    expect(stateOf(connectServer(undefined), /below 2\.5\.79\.0/)).toEqual(['unknown'])
  })

  it.each([
    ['2026-11-21', 'soon'],
    ['2025-06-01', 'later'],
    ['2027-02-03', 'stopped'],
  ])('as of %s the end of 2.5.190.0 is %s', (asOf, state) => {
    expect(stateOf(connectServer('2.5.190.0'), /2\.5\.190\.0/, asOf)).toEqual([state])
  })

  it('takes the dead tenant connector of MIM, and not the one of Entra Connect, for stopped', () => {
    const tenant = connector({ name: 'Azure AD', kind: 'entra-id' })

    expect(stateOf(estate({ servers: [server({ connectors: [tenant] })] }), /FIM connector/)).toEqual(['stopped'])
    expect(
      stateOf(estate({ servers: [server({ product: 'connect-sync', connectors: [tenant] })] }), /FIM connector/),
    ).toEqual([])
  })

  it('gives every deadline a source and a reason', () => {
    for (const deadline of deadlines(connectServer('2.5.190.0'), '2026-11-21')) {
      expect(deadline.source).toMatch(/^https:\/\//)
      expect(deadline.reason).toMatch(/\.$/)
    }
  })
})
