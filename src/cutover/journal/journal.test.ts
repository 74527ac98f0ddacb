import { appendFileSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../../test/support/cli.js'
import { type Disk, openJournal, readJournal } from './journal.js'

const place = () => join(scratch(), 'journal.jsonl')

function written(path: string, entries: readonly unknown[]): void {
  const journal = openJournal(path)
  for (const entry of entries) journal.append(entry)
  journal.close()
}

describe('journal', () => {
  it('gives back what was appended, over several openings', () => {
    const path = place()

    written(path, [{ a: 1 }, { b: 'ü\n' }])
    written(path, [{ c: [null, true] }])

    expect(readJournal(path)).toEqual([{ a: 1 }, { b: 'ü\n' }, { c: [null, true] }])
  })

  it('is empty where there is no file', () => {
    expect(readJournal(place())).toEqual([])
  })

  it('loses at most the last line, wherever a crash cuts the file', () => {
    const entries = [{ say: 'first' }, { say: 'zweite ü' }, { say: 'third' }]
    const whole = place()
    written(whole, entries)
    const bytes = readFileSync(whole)
    const path = place()

    for (let length = 0; length <= bytes.byteLength; length++) {
      writeFileSync(path, bytes.subarray(0, length))
      const complete = bytes.subarray(0, length).filter((byte) => byte === 10).length
      expect(readJournal(path)).toEqual(entries.slice(0, complete))
    }
  })

  it('goes on after a torn line as if it had never been begun', () => {
    const path = place()
    written(path, [1, 2, 3])
    truncateSync(path, readFileSync(path).byteLength - 5)

    written(path, [4])

    expect(readJournal(path)).toEqual([1, 2, 4])
  })

  it('names the line that was changed by hand', () => {
    const path = place()
    written(path, [{ id: 'a' }, { id: 'b' }, { id: 'c' }])
    writeFileSync(path, readFileSync(path, 'utf8').replace('"b"', '"x"'))

    expect(() => readJournal(path)).toThrow(/line 2 does not follow/)
    expect(() => openJournal(path)).toThrow(/line 2 does not follow/)
  })

  it('sees lines taken out, doubled, swapped or appended by hand', () => {
    const path = place()
    written(path, [1, 2, 3])
    const [a, b, c] = readFileSync(path, 'utf8').split('\n')

    for (const lines of [
      [a, c],
      [a, b, b, c],
      [b, a, c],
      [a, b, c, '{"n":4,"entry":4,"hash":"00"}'],
    ]) {
      writeFileSync(path, `${lines.join('\n')}\n`)
      expect(() => readJournal(path)).toThrow(/does not follow/)
    }
  })

  it('takes any JSON', () => {
    const path = place()
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 4 }), (entries) => {
        writeFileSync(path, '')
        written(path, entries)
        expect(readJournal(path)).toEqual(JSON.parse(JSON.stringify(entries)))
      }),
      { numRuns: 50 },
    )
  })

  it('keeps what it had when the disk is full, and says so', () => {
    const path = place()
    written(path, ['kept'])
    let room = 10
    const full: Disk = {
      write(file, bytes) {
        if (room <= 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
        const part = bytes.subarray(0, room)
        room -= part.byteLength
        return writeSync(file, part)
      },
      sync: () => {},
    }
    const journal = openJournal<string>(path, full)

    expect(() => journal.append('lost')).toThrow(/the disk is full/)
    journal.close()

    expect(readJournal(path)).toEqual(['kept'])
  })

  it('leaves out half a line that another process is writing', () => {
    const path = place()
    written(path, ['one'])
    appendFileSync(path, '{"n":2,"entry"')

    expect(readJournal(path)).toEqual(['one'])
  })
})
