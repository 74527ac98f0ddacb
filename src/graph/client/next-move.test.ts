import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Attempted, type Move, nextMove, type Outcome } from './next-move.js'

const fresh: Attempted = {
  method: 'PATCH',
  repeats: true,
  fresh: false,
  attempt: 0,
  unsureBefore: false,
  renewed: false,
  elapsed: 0,
  lagged: 0,
  deadline: 900_000,
}
const creating: Attempted = { ...fresh, method: 'POST', repeats: false }

function answer(status: number, code = '', retryAfter?: string, message = ''): Outcome {
  return { kind: 'answer', status, error: { code, message, requestId: undefined }, retryAfter }
}

const broken = (code: string): Outcome => ({ kind: 'broken', code })
const half = () => 0.5
const now = Date.UTC(2026, 9, 1)

function told(move: Move): string {
  if (move.kind === 'wait') return `wait ${move.milliseconds} ${move.why}`
  return move.kind === 'give-up' ? (move.unsure ? 'unsure' : 'refused') : 'done'
}

describe('the next move', () => {
  it.each<readonly [string, Outcome, Attempted, string]>([
    ['success', answer(201), creating, 'done'],
    ['429 with seconds', answer(429, '', '7'), fresh, 'wait 7500 throttled'],
    ['429 with a date', answer(429, '', new Date(now + 30_000).toUTCString()), fresh, 'wait 30500 throttled'],
    ['429 with a date gone by', answer(429, '', new Date(now - 30_000).toUTCString()), fresh, 'wait 500 throttled'],
    ['429 without header', answer(429), { ...fresh, attempt: 2 }, 'wait 3000 throttled'],
    ['429 of a request that makes something', answer(429, '', '1'), creating, 'wait 1500 throttled'],
    ['503 without header', answer(503), { ...fresh, attempt: 1 }, 'wait 1500 unavailable'],
    ['503 with header', answer(503, '', '5'), fresh, 'wait 5500 unavailable'],
    ['504', answer(504), fresh, 'wait 750 unavailable'],
    ['503 of a request that makes something', answer(503), creating, 'unsure'],
    ['504 of a request that makes something', answer(504), creating, 'unsure'],
    ['408 of a request that makes something', answer(408), creating, 'unsure'],
    ['500 three times', answer(500), { ...fresh, attempt: 3 }, 'unsure'],
    ['501', answer(501), fresh, 'refused'],
    ['a reset', broken('ECONNRESET'), fresh, 'wait 750 connection'],
    ['a reset of a request that makes something', broken('ECONNRESET'), creating, 'unsure'],
    ['a refused connection of a request that makes something', broken('ECONNREFUSED'), creating, 'wait 750 connection'],
    ['404', answer(404), fresh, 'refused'],
    ['404 of what was just made', answer(404), { ...fresh, fresh: true, lagged: 2 }, 'wait 6000 lag'],
    [
      '404 of what was just made, after ten minutes',
      answer(404),
      { ...fresh, fresh: true, elapsed: 600_000 },
      'refused',
    ],
    [
      '404 of a request that makes something below what was just made',
      answer(404),
      { ...creating, fresh: true },
      'wait 1500 lag',
    ],
    [
      '400 for a reference to what was just made',
      answer(400, 'Request_ResourceNotFound'),
      { ...creating, fresh: true },
      'wait 1500 lag',
    ],
    ['400', answer(400, 'Request_BadRequest'), { ...fresh, fresh: true }, 'refused'],
    [
      '404 to a second deletion whose first had no answer',
      answer(404),
      { ...fresh, method: 'DELETE', unsureBefore: true },
      'done',
    ],
    ['409 of two at once', answer(409, 'Directory_ConcurrencyViolation'), creating, 'wait 750 conflict'],
    ['409', answer(409, 'Request_MultipleObjectsWithSameKeyValue'), fresh, 'refused'],
    ['401', answer(401), creating, 'wait 0 token'],
    ['401 with a new token', answer(401), { ...fresh, renewed: true }, 'refused'],
    ['429 beyond the deadline', answer(429, '', '60'), { ...fresh, elapsed: 880_000 }, 'refused'],
    ['503 beyond the deadline', answer(503, '', '60'), { ...fresh, elapsed: 880_000 }, 'unsure'],
  ])('after %s', (_, outcome, tried, expected) => {
    expect(told(nextMove(outcome, tried, now, half))).toBe(expected)
  })

  it('never repeats a request that makes something when it may have been done', () => {
    const unclear = fc.oneof(
      fc.constantFrom(408, 500, 502, 503, 504).map((status) => answer(status)),
      fc.constantFrom('ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET').map(broken),
    )
    fc.assert(
      fc.property(unclear, fc.nat(10), fc.nat(800_000), fc.boolean(), (outcome, attempt, elapsed, isFresh) => {
        const move = nextMove(outcome, { ...creating, attempt, elapsed, fresh: isFresh }, now, Math.random)

        expect(move).toEqual({ kind: 'give-up', unsure: true })
      }),
    )
  })

  it('never waits past the deadline, and spreads those who wait', () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.nat(900_000),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, elapsed, chance) => {
          const move = nextMove(answer(503), { ...fresh, attempt, elapsed }, now, () => chance)

          if (move.kind === 'wait') {
            expect(elapsed + move.milliseconds).toBeLessThanOrEqual(fresh.deadline)
            expect(move.milliseconds).toBeLessThanOrEqual(60_000)
          }
        },
      ),
    )
  })
})
