import { expect, it } from 'vitest'
import { rebuildConnector } from './rebuild.js'

it('rebuilds a connector from sections kept apart, whatever their root', () => {
  const { connector, notices } = rebuildConnector('FIMSynchronizationService', [
    ['id', '{AAAAAAAA-BBBB-CCCC-DDDD-000000000001}'],
    ['name', 'A & B'],
    ['category', 'MSSQL'],
    [
      'schema',
      '<dsml:dsml xmlns:dsml="http://www.dsml.org/DSML"><dsml:directory-schema><dsml:class id="p"><dsml:name>p</dsml:name></dsml:class></dsml:directory-schema></dsml:dsml>',
    ],
    ['join', '\uFEFF<?xml version="1.0"?><join><join-profile cd-object-type="p"/></join>'],
    ['projection', '<projection><class-mapping type="declared"'],
  ])

  expect(connector).toMatchObject({
    id: 'aaaaaaaa-bbbb-cccc-dddd-000000000001',
    name: 'A & B',
    kind: 'sql-server',
    schema: { objectTypes: [{ name: 'p' }] },
    joins: [{ objectType: 'p', criteria: [] }],
    projections: [],
  })
  expect(notices.map((notice) => [notice.id, notice.at.path])).toEqual([['M2E-READ-026', '/ma-data/projection']])
})
