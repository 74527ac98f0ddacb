import { expect, test } from 'vitest'
import { createNoticeBook } from '../sync-config/notice-book.js'
import { readFilter } from './filter.js'
import { objectOf } from './testing.js'

const DIALECT = 'http://schemas.microsoft.com/2006/11/XPathFilterDialect'
const wrap = (xpath: string) =>
  `<Filter xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" Dialect="${DIALECT}" xmlns="http://schemas.xmlsoap.org/ws/2004/09/enumeration">${xpath}</Filter>`

function read(text: string) {
  const book = createNoticeBook()
  const filter = readFilter(objectOf('Set', { DisplayName: 'Leavers', Filter: text }), book)
  return { filter, notices: book.notices().map(({ id, at }) => [id, at.path]) }
}

test.each([
  [
    'escaped twice',
    wrap("/Group[ExpirationTime &lt; fn:current-dateTime() and A = 'B &amp; C']"),
    "/Group[ExpirationTime < fn:current-dateTime() and A = 'B & C']",
  ],
  ['with line breaks', `\n<Filter\n xmlns="u"\n Dialect='${DIALECT}'>\n  /Person\n</Filter>\n`, '/Person'],
  ['with a prefix', `<f:Filter xmlns:f="u" Dialect="${DIALECT}">/Person</f:Filter>`, '/Person'],
])('unwraps a filter %s', (_what, text, xpath) => {
  expect(read(text)).toEqual({ filter: { xpath, dialect: DIALECT }, notices: [] })
})

test('takes the bare XPath that scripts store', () => {
  expect(read(" /Person[A = 'b'] ")).toEqual({ filter: { xpath: "/Person[A = 'b']", dialect: '' }, notices: [] })
})

test('keeps a half-escaped filter and says so', () => {
  expect(read(wrap('/Group[ExpirationTime < fn:current-dateTime()]'))).toEqual({
    filter: { xpath: '/Group[ExpirationTime < fn:current-dateTime()]', dialect: DIALECT },
    notices: [['M2E-READ-026', '/Results/ExportObject[1]/Filter']],
  })
})

test.each(['<Filter', 'people of sales', '<Filter>/Person<b/></Filter><x', '<Other>/Person</Other>'])(
  'keeps the damaged filter %s whole',
  (text) => {
    expect(read(text)).toEqual({
      filter: { xpath: text, dialect: '' },
      notices: [['M2E-READ-026', '/Results/ExportObject[1]/Filter']],
    })
  },
)

test('no filter is no filter', () => {
  expect(read(' ')).toEqual({ filter: undefined, notices: [] })
})
