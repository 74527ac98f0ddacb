import { expect, it } from 'vitest'
import { createNoticeBook } from './notice-book.js'

const at = { file: 'MA.xml', path: '/a' }

it('tells what repeats once, with the number of places', () => {
  const book = createNoticeBook()

  for (let line = 1; line <= 5000; line += 1)
    book.tally('M2E-READ-023', 'odd', { ...at, line }, 'Unknown operator "odd".')
  book.tally('M2E-READ-023', 'even', at, 'Unknown operator "even".')
  book.add('M2E-READ-020', at, 'Unknown connector.')

  expect(book.notices().map((notice) => [notice.message, notice.at.line])).toEqual([
    ['Unknown connector.', undefined],
    ['Unknown operator "odd". Found in 5000 places; this is the first.', 1],
    ['Unknown operator "even".', undefined],
  ])
})
