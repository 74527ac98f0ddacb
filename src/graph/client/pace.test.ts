import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clock } from './clock.js'
import { limitsFor } from './limits.js'
import { Pace } from './pace.js'

function stillClock() {
  let time = 0
  const clock: Clock = {
    now: () => time,
    sleep: (milliseconds) => {
      time += milliseconds
      return Promise.resolve()
    },
    random: () => 0,
  }
  return { clock, advance: (milliseconds: number) => (time += milliseconds) }
}

const send = () => Promise.resolve()

describe('the pace', () => {
  it('lets a burst through and then what the service allows', async () => {
    const { clock } = stillClock()
    const pace = new Pace(limitsFor('small'), clock)

    for (let n = 0; n < 3_000; n++) await pace.run('POST', 'groups', send)
    expect(clock.now()).toBe(0)
    for (let n = 0; n < 3_000; n++) await pace.run('POST', 'groups', send)

    expect(clock.now()).toBeGreaterThanOrEqual(150_000)
    expect(clock.now()).toBeLessThan(151_000)
    expect(pace.leastSeconds('POST', 'groups', 6_000)).toBe(150)
  })

  it('takes provisioning on demand five in ten seconds', async () => {
    const { clock } = stillClock()
    const pace = new Pace(limitsFor('large'), clock)

    for (let n = 0; n < 15; n++)
      await pace.run('POST', 'servicePrincipals/a/synchronization/jobs/b/provisionOnDemand', send)

    expect(clock.now()).toBe(20_000)
  })

  it('asks one thing at a time where no number is published', async () => {
    const pace = new Pace(limitsFor('small'), stillClock().clock)
    let open = 0
    let most = 0
    const slow = async () => {
      most = Math.max(most, ++open)
      await new Promise((done) => setImmediate(done))
      open--
    }

    await Promise.all(
      Array.from({ length: 5 }, () => pace.run('GET', 'identityGovernance/lifecycleWorkflows/workflows', slow)),
    )

    expect(most).toBe(1)
  })

  it('goes on after a failure', async () => {
    const pace = new Pace(limitsFor('small'), stillClock().clock)
    const path = 'identityGovernance/accessReviews/definitions'

    await expect(pace.run('GET', path, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await expect(pace.run('GET', path, () => Promise.resolve('yes'))).resolves.toBe('yes')
  })

  it('holds everybody when one was told to wait', () => {
    const { clock } = stillClock()
    const pace = new Pace(limitsFor('small'), clock)
    pace.hold(5_000)

    expect(pace.take('GET', 'users/1')).toBe(5_000)
  })

  it('never lets more through than a bucket holds and gains', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3_000), { minLength: 1, maxLength: 200 }), (gaps) => {
        const { clock, advance } = stillClock()
        const pace = new Pace([{ id: 'test', units: 10, seconds: 5, cost: () => 1 }], clock)
        const sentAt = gaps.map((gap) => {
          advance(gap)
          return clock.now() + pace.take('GET', 'x')
        })

        for (const [index, at] of sentAt.entries()) {
          const before = sentAt.slice(0, index + 1).filter((other) => other > at - 5_000).length
          expect(before).toBeLessThanOrEqual(20)
        }
      }),
    )
  })
})
