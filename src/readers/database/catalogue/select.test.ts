import { describe, expect, it } from 'vitest'
import { assertSelect } from '../connect/guard.js'
import { neverRead, type What } from './dataset.js'
import { askColumns, askEncryption, askIsolation, askPermission, askServer } from './discover.js'
import { chooseColumns, countStatement, type FoundColumn, pageStatement, requestStatement } from './select.js'
import { serviceDatasets } from './service.js'
import { syncDatasets } from './sync.js'

const all: readonly What[] = ['config', 'objects', 'history']
const every = [...syncDatasets, ...serviceDatasets]

function formOf(id: string, found: readonly FoundColumn[], what = all, withoutLocks = true) {
  const dataset = every.find((candidate) => candidate.id === id)
  if (dataset === undefined) throw new Error(`no dataset ${id}`)
  return { dataset, columns: chooseColumns(dataset, found).columns, what, withoutLocks }
}

describe('the statements', () => {
  it('read page by page, all rows of a key together', () => {
    const form = formOf('link', [
      { name: 'mv_object_id', type: 'uniqueidentifier' },
      { name: 'cs_object_id', type: 'uniqueidentifier' },
      { name: 'surplus', type: 'int' },
    ])

    expect(pageStatement(form, true)).toBe(
      '/* m2e:link */ SELECT TOP (@rows) WITH TIES [mv_object_id], [cs_object_id] FROM [dbo].[mms_csmv_link] WITH (NOLOCK) ORDER BY [cs_object_id]',
    )
    expect(pageStatement({ ...form, withoutLocks: false }, false)).toBe(
      '/* m2e:link */ SELECT TOP (@rows) WITH TIES [mv_object_id], [cs_object_id] FROM [dbo].[mms_csmv_link] WHERE [cs_object_id] > @after ORDER BY [cs_object_id]',
    )
    expect(countStatement(form)).toBe(
      '/* m2e:link/count */ SELECT COUNT_BIG(*) AS [rows] FROM [dbo].[mms_csmv_link] WITH (NOLOCK)',
    )
  })

  it('take the values of the object types that were asked for, by name', () => {
    const found = ['ObjectKey', 'AttributeKey', 'ValueString'].map((name) => ({ name, type: 'bigint' }))

    const configuration = pageStatement(formOf('value-string', found, ['config']), true)
    const everything = pageStatement(formOf('value-string', found, all), true)

    expect(configuration).toContain("[Name] IN (N'ActivityInformationConfiguration'")
    expect(configuration).not.toContain("N'Person'")
    expect(everything).toContain("[Name] NOT IN (N'Approval'")
  })

  it('are one SELECT each, whatever a column is called', () => {
    const evil = 'a] FROM x; DROP TABLE y --'
    const form = formOf('metaverse', [
      { name: 'object_id', type: 'uniqueidentifier' },
      { name: evil, type: 'nvarchar' },
    ])

    const statement = pageStatement(form, true)

    expect(statement).toContain('[a]] FROM x; DROP TABLE y --]')
    expect(() => assertSelect(statement)).not.toThrow()
  })

  it('all pass the guard', () => {
    const fixed = [askServer, askColumns, askPermission, askEncryption, askIsolation, requestStatement(true)]
    const made = every.flatMap((dataset) => {
      const found = [...dataset.wanted, ...neverRead, 'unicodePwd'].map((name) => ({ name, type: 'nvarchar' }))
      const form = { dataset, columns: chooseColumns(dataset, found).columns, what: all, withoutLocks: true }
      return [pageStatement(form, true), pageStatement(form, false), countStatement(form)]
    })

    for (const statement of [...fixed, ...made]) {
      expect(() => assertSelect(statement)).not.toThrow()
      for (const name of neverRead) expect(statement).not.toContain(`[${name}]`)
      expect(statement).not.toContain('unicodePwd')
    }
  })
})
