import { expect, test } from 'vitest'
import {
  attributeOf,
  childrenNamed,
  elementPath,
  firstChild,
  parseXml,
  splitRecords,
  textAt,
  type XmlElement,
} from './index.js'

const root = parseXml('<a xmlns:p="u" p:x="1" y="2"><p:b>3<c> 4 </c></p:b><d/><b/></a>')

test('children by local name', () => {
  expect(childrenNamed(root, 'b').map(({ name }) => name)).toEqual(['p:b', 'b'])
  expect(childrenNamed(root, 'p:b')).toEqual([])
  expect(childrenNamed(undefined, 'b')).toEqual([])
  expect(firstChild(root, 'd')?.name).toBe('d')
  expect(firstChild(root, 'toString')).toBeUndefined()
})

test('text along a path', () => {
  expect(textAt(root, 'b', 'c')).toBe(' 4 ')
  expect(textAt(root, 'd')).toBe('')
  expect(textAt(root)).toBe('')
  expect(textAt(root, 'b', 'e', 'c')).toBeUndefined()
  expect(textAt(undefined)).toBeUndefined()
})

test('attributes by written or local name', () => {
  expect(attributeOf(root, 'p:x')).toBe('1')
  expect(attributeOf(root, 'x')).toBe('1')
  expect(attributeOf(root, 'y')).toBe('2')
  expect(attributeOf(root, 'p')).toBeUndefined()
  expect(attributeOf(root, 'constructor')).toBeUndefined()
  expect(attributeOf(undefined, 'y')).toBeUndefined()
})

test('paths carry an index where siblings share the name', () => {
  const paths = (element: XmlElement): readonly string[] => [elementPath(element), ...element.children.flatMap(paths)]

  expect(paths(root)).toEqual(['/a', '/a/b[1]', '/a/b[1]/c', '/a/d', '/a/b[2]'])
})

test('paths below a parent with many children', () => {
  const wide = parseXml(`<a>${'<b/>'.repeat(50)}<c/>${'<b/>'.repeat(20_000)}</a>`)
  const start = performance.now()

  const paths = wide.children.map(elementPath)

  expect([paths[0], paths[50], paths[51], paths.at(-1)]).toEqual(['/a/b[1]', '/a/c', '/a/b[51]', '/a/b[20050]'])
  expect(performance.now() - start).toBeLessThan(1000)
})

test('paths of records', () => {
  const records = [...splitRecords('<p:a xmlns:p="u"><b><c/></b><d/><b/></p:a>', { record: 'b' })]

  expect(records.map(elementPath)).toEqual(['/a/b[1]', '/a/d[1]', '/a/b[2]'])
  expect(records[0]?.children.map(elementPath)).toEqual(['/a/b[1]/c'])
})
