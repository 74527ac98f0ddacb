import { expect, test } from 'vitest'
import { peekRoot } from '../../xml/index.js'
import { readers } from './index.js'

function recognises(head: string): boolean | undefined {
  return readers[0]?.recognise({ root: peekRoot(head), head })
}

test.each([
  ['an export', '<?xml version="1.0"?>\n<Results xmlns:xsd="http://x">\n  <ExportObject>'],
  ['an export after a comment', '<Results><!-- made by > a script --><ExportObject/></Results>'],
  ['a file of changes', '<Results><ImportObject>'],
  ['an export of nothing', '<Results />'],
  ['an export of nothing, written long', '<Results xmlns:xsd="a > b">\n</Results>'],
])('recognises %s', (_what, head) => {
  expect(recognises(head)).toBe(true)
})

test.each([
  ['results of something else', '<Results><TestCase name="ExportObject"/></Results>'],
  ['a root in a namespace', '<Results xmlns="urn:other"><ExportObject/></Results>'],
  ['another root', '<saved-ma-configuration><ExportObject/></saved-ma-configuration>'],
  ['a name that only begins alike', '<Results><ExportObjects/></Results>'],
  ['no XML', 'Results, ExportObject'],
])('leaves %s alone', (_what, head) => {
  expect(recognises(head)).toBe(false)
})
