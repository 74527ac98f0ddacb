import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openEstate } from '../../src/readers/open.js'

const corpus = process.env.MIM2ENTRA_CORPUS ?? ''

describe.skipIf(!existsSync(join(corpus, 'flat-files')))('flat files of real connectors', () => {
  it('are sources of objects, with every value in its column', async () => {
    const estate = await openEstate([join(corpus, 'flat-files')])
    const found = (estate.objectSources ?? []).map(({ file, objects, attributes }) => [
      file.slice(file.lastIndexOf('/') + 1),
      objects,
      attributes.map(({ name, objects: count }) => `${name} ${count}`).join(', '),
    ])

    expect(found).toEqual([
      [
        'ComplexConsultants.txt',
        6,
        'ConsultantID 6, FaxPhone 4, Manager 5, MobilePhone 3, OfficePhone 6, Organization 6',
      ],
      ['ComplexEmployees.txt', 6, 'EmployeeID 6, FaxPhone 4, Manager 5, MobilePhone 3, OfficePhone 6, Organization 6'],
      ['ComplexSampleInputFile.txt', 3, 'FileName 3, ObjectType 3, ReferenceAttributes 2'],
      ['SampleInputFile.txt', 6, 'EmployeeID 6, FaxPhone 4, MobilePhone 3, OfficePhone 6'],
    ])
    expect(estate.notices.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('leave the licence beside them alone', async () => {
    const estate = await openEstate([join(corpus, 'flat-files')])

    expect(estate.ledger.files.find(({ file }) => file.endsWith('LICENSE.upstream.txt'))).toMatchObject({
      outcome: 'skipped',
    })
  })
})

describe.skipIf(!existsSync(join(corpus, 'ecma-host')))('the input of a connector host', () => {
  it('is a source of objects although every cell is quoted and some are empty', async () => {
    const estate = await openEstate([join(corpus, 'ecma-host')])
    const [source] = estate.objectSources ?? []

    expect(source).toMatchObject({ kind: 'delimited-file', objects: 4 })
    expect(source?.attributes.map(({ name, objects }) => `${name} ${objects}`)).toEqual([
      'AzureObjectID 4',
      'DisplayName 4',
      'Email 3',
      'IsActive 4',
      'Title 4',
      'UserName 4',
    ])
  })
})
