import { expect, test } from 'vitest'
import { peekRoot } from './index.js'

test('sees name, namespace and attributes of the root', () => {
  const text = `\uFEFF<?xml version="1.0"?>\r\n<!-- <no> -->\r\n<?pi it's?>\r\n<m:root\r\n xmlns:m='urn:m' a="1 &lt; 2">`

  expect(peekRoot(text)).toEqual({
    name: 'm:root',
    local: 'root',
    namespace: 'urn:m',
    attributes: { 'xmlns:m': 'urn:m', a: '1 < 2' },
  })
})

test('does not look at what follows the start tag of the root', () => {
  expect(peekRoot('<a x="1"><b <<< & \0')?.attributes).toEqual({ x: '1' })
  expect(peekRoot('<a/>')?.name).toBe('a')
})

test('sees the root behind a document type declaration, which parseXml then refuses by name', () => {
  expect(peekRoot('<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>')?.name).toBe('a')
  expect(peekRoot('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')?.name).toBe('a')
})

test.each([
  '',
  '  ',
  'a,b,c',
  '{"a":1}',
  '<',
  '<a',
  '<a b="1"',
  '<!-- <a>',
  '<?xml version="1.0"',
  '<1>',
  'x<a>',
  '<a b=1>',
  '<a>'.repeat(0),
])('undefined for %j', (text) => {
  expect(peekRoot(text)).toBeUndefined()
})

test('never throws, wherever the text is cut', () => {
  const text = '<?xml version="1.0"?><!-- c --><!DOCTYPE a><a b="&amp;" c=\'d\'>'

  for (let end = 0; end < text.length; end++) expect(peekRoot(text.slice(0, end))).toBeUndefined()
  expect(peekRoot(text)).toBeDefined()
})
