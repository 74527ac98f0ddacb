import { describe, expect, it } from 'vitest'
import { readOne } from './testing.js'

const entry = (content = '', dn = 'CN=Ann,DC=x') =>
  `<entry dn="${dn}"><anchor encoding="base64">QUJD</anchor><primary-objectclass>user</primary-objectclass><objectclass><oc-value>top</oc-value><oc-value>user</oc-value></objectclass>${content}</entry>`

describe('what a cs-object says of itself', () => {
  it('is read with ids normalised and text untouched', async () => {
    const { object, unknown } = await readOne(
      '<connector>1</connector><connector-state>normal</connector-state><ma-id>{AAAAAAAA-1111-4222-8333-444444444444}</ma-id><ma-name>AD</ma-name><partition-id>{BBBBBBBB-1111-4222-8333-444444444444}</partition-id><partition-name>DC=x</partition-name><mv-link lineage-id="{CCCCCCCC-1111-4222-8333-444444444444}" lineage-type="projected" lineage-time="2026-01-02 03:04:05.678">{DDDDDDDD-1111-4222-8333-444444444444}</mv-link><import-delta-operation>modify</import-delta-operation><export-delta-operation>none</export-delta-operation><seen-by-import>1</seen-by-import><ref-retry>0</ref-retry>',
    )

    expect(unknown).toEqual([])
    expect(object).toMatchObject({
      id: '0a0b0c0d-1111-4222-8333-444444444444',
      dn: 'CN=Ann,DC=x',
      objectType: 'user',
      transient: false,
      state: 'connector',
      connectorId: 'aaaaaaaa-1111-4222-8333-444444444444',
      connectorName: 'AD',
      partitionId: 'bbbbbbbb-1111-4222-8333-444444444444',
      partitionName: 'DC=x',
      importOperation: 'update',
      exportOperation: 'none',
      flags: ['seen-by-import'],
      link: {
        metaverseObjectId: 'dddddddd-1111-4222-8333-444444444444',
        id: 'cccccccc-1111-4222-8333-444444444444',
        type: 'projected',
        time: '2026-01-02 03:04:05.678',
      },
      at: { file: 'drop.xml', path: '/cs-objects/cs-object[1]', line: 1 },
    })
  })

  it.each([
    ['1', 'normal', '', 'connector'],
    ['1', 'explicit', '', 'explicit-connector'],
    ['0', 'normal', '', 'disconnector'],
    ['0', 'explicit', '', 'explicit-disconnector'],
    ['0', 'stay', '', 'filtered-disconnector'],
    ['0', 'normal', '<placeholder-link>1</placeholder-link>', 'placeholder'],
    ['', '', '', 'unknown'],
  ])('connector %s in state "%s" %s is a %s', async (connector, state, more, expected) => {
    const { object } = await readOne(
      `<connector>${connector}</connector><connector-state>${state}</connector-state>${more}`,
    )

    expect(object.state).toBe(expected)
  })

  it('may be as little as a name, for exports of single parts', async () => {
    const { object, unknown } = await readOne('', 'cs-dn="x" transient="1"')

    expect(unknown).toEqual([])
    expect(object).toMatchObject({ dn: 'x', id: '', transient: true, state: 'unknown', holograms: {}, deltas: {} })
  })
})

describe('holograms', () => {
  it.each([
    ['synchronized-hologram', 'synchronized'],
    ['hologram', 'synchronized'],
    ['pending-import-hologram', 'pendingImport'],
    ['import-hologram', 'pendingImport'],
    ['unapplied-export-hologram', 'unappliedExport'],
    ['export-hologram', 'unappliedExport'],
    ['escrowed-export-hologram', 'escrowedExport'],
    ['unconfirmed-export-hologram', 'unconfirmedExport'],
  ])('%s is the image %s', async (element, name) => {
    const { object, unknown } = await readOne(`<${element}>${entry()}</${element}>`)

    expect(unknown).toEqual([])
    expect(object.anchor).toBe('QUJD')
    expect(object.holograms).toEqual({
      [name]: {
        dn: 'CN=Ann,DC=x',
        anchor: 'QUJD',
        parentAnchor: '',
        objectType: 'user',
        objectClasses: ['top', 'user'],
        attributes: [],
      },
    })
  })

  it('keep values in their types', async () => {
    const { object, bad } = await readOne(
      `<synchronized-hologram>${entry(
        `<attr name="sn" type="string" multivalued="false"><value>O&apos;Neil &amp; Söhne</value></attr>
         <attr name="mails" type="string" multivalued="true"><value>a</value><value> b </value><value></value></attr>
         <attr name="uac" type="integer" multivalued="false"><value>0x200</value></attr>
         <attr name="expires" type="integer" multivalued="false"><value>0x7fffffffffffffff</value></attr>
         <attr name="below" type="integer" multivalued="false"><value>0xfffffffffffffffe</value></attr>
         <attr name="active" type="boolean" multivalued="false"><value>true</value></attr>
         <attr name="sid" type="binary" multivalued="false"><value encoding="base64">AQI=</value></attr>
         <dn-attr name="manager" multivalued="false"><dn-value><dn>CN=Bo\\, Jr,DC=x</dn><anchor encoding="base64">Qk8=</anchor></dn-value></dn-attr>`,
      )}</synchronized-hologram>`,
    )

    expect(bad).toEqual([])
    expect(object.holograms.synchronized?.attributes).toEqual([
      { name: 'sn', type: 'string', multivalued: false, values: ["O'Neil & Söhne"] },
      { name: 'mails', type: 'string', multivalued: true, values: ['a', ' b ', ''] },
      { name: 'uac', type: 'integer', multivalued: false, values: [512] },
      { name: 'expires', type: 'integer', multivalued: false, values: [9223372036854775807n] },
      { name: 'below', type: 'integer', multivalued: false, values: [-2] },
      { name: 'active', type: 'boolean', multivalued: false, values: [true] },
      { name: 'sid', type: 'binary', multivalued: false, values: [new Uint8Array([1, 2])] },
      {
        name: 'manager',
        type: 'reference',
        multivalued: false,
        values: [{ kind: 'reference', dn: 'CN=Bo\\, Jr,DC=x', anchor: 'Qk8=' }],
      },
    ])
  })

  it('keep as text what is not of its type, and say so', async () => {
    const { object, bad } = await readOne(
      `<synchronized-hologram>${entry('<attr name="uac" type="integer"><value>many</value></attr><attr name="sid" type="binary"><value encoding="base64">***</value></attr>')}</synchronized-hologram>`,
    )

    expect(bad).toEqual(['uac integer', 'sid binary'])
    expect(object.holograms.synchronized?.attributes.flatMap(({ values }) => values)).toEqual(['many', '***'])
  })

  it('are read quickly even when they are megabytes of nothing', async () => {
    const { bad } = await readOne(
      `<synchronized-hologram>${entry(`<attr name="sid" type="binary"><value encoding="base64">${' '.repeat(2_000_000)}*</value></attr>`)}</synchronized-hologram>`,
    )

    expect(bad).toEqual(['sid binary'])
  }, 5000)

  it('never hand out a password', async () => {
    const { object } = await readOne(
      `<unapplied-export-hologram>${entry('<attr name="unicodePwd" type="binary"><value encoding="base64">UEBzc3cwcmQ=</value></attr><attr name="export_password" type="string"><value>P@ssw0rd</value></attr><attr name="pwdLastSet" type="integer"><value>0x0</value></attr>')}</unapplied-export-hologram>`,
    )

    expect(object.holograms.unappliedExport?.attributes.map(({ values }) => values[0])).toEqual(['•••', '•••', 0])
  })
})

describe('pending changes', () => {
  it.each([
    ['pending-import', 'pendingImport'],
    ['unapplied-export', 'unappliedExport'],
    ['escrowed-export', 'escrowedExport'],
    ['unconfirmed-export', 'unconfirmedExport'],
  ])('%s is the change %s', async (element, name) => {
    const { object, unknown } = await readOne(`<${element}><delta operation="delete" dn="CN=Ann,DC=x"/></${element}>`)

    expect(unknown).toEqual([])
    expect(object.deltas).toMatchObject({
      [name]: { operation: 'delete', dn: 'CN=Ann,DC=x', newDn: '', attributes: [] },
    })
  })

  it.each(['none', 'add', 'replace', 'update', 'delete', 'obsolete', 'delete-add'])(
    'know the operation %s',
    async (operation) => {
      const { object } = await readOne(`<pending-import><delta operation="${operation}" dn="x"/></pending-import>`)

      expect(object.deltas.pendingImport).toMatchObject({ operation, raw: '' })
    },
  )

  it('keep an operation of a newer version as it is written', async () => {
    const { object } = await readOne('<pending-import><delta operation="merge" dn="x"/></pending-import>')

    expect(object.deltas.pendingImport).toMatchObject({ operation: 'unknown', raw: 'merge' })
  })

  it('say of each attribute and value what shall become of it', async () => {
    const { object, unknown } = await readOne(
      `<unapplied-export><delta operation="update" dn="CN=Ann,DC=x" newdn="CN=Anne,DC=x"><anchor encoding="base64">QUJD</anchor><primary-objectclass>user</primary-objectclass>
        <attr name="title" operation="replace" type="string" multivalued="false"><value>Head</value></attr>
        <attr name="fax" operation="delete" type="string" multivalued="false"/>
        <attr name="mails" operation="update" type="string" multivalued="true"><value operation="delete">a</value><value operation="add">b</value></attr>
        <dn-attr name="member" operation="update" multivalued="true"><dn-value operation="add"><dn>CN=Bo,DC=x</dn></dn-value><dn-value operation="delete"><dn>CN=Cy,DC=x</dn></dn-value></dn-attr>
      </delta></unapplied-export>`,
    )

    expect(unknown).toEqual([])
    expect(object.deltas.unappliedExport).toEqual({
      operation: 'update',
      raw: '',
      dn: 'CN=Ann,DC=x',
      newDn: 'CN=Anne,DC=x',
      anchor: 'QUJD',
      objectType: 'user',
      objectClasses: [],
      attributes: [
        {
          name: 'title',
          type: 'string',
          multivalued: false,
          operation: 'replace',
          values: [{ operation: 'add', value: 'Head' }],
        },
        { name: 'fax', type: 'string', multivalued: false, operation: 'delete', values: [] },
        {
          name: 'mails',
          type: 'string',
          multivalued: true,
          operation: 'update',
          values: [
            { operation: 'delete', value: 'a' },
            { operation: 'add', value: 'b' },
          ],
        },
        {
          name: 'member',
          type: 'reference',
          multivalued: true,
          operation: 'update',
          values: [
            { operation: 'add', value: { kind: 'reference', dn: 'CN=Bo,DC=x' } },
            { operation: 'delete', value: { kind: 'reference', dn: 'CN=Cy,DC=x' } },
          ],
        },
      ],
    })
  })
})

describe('what nobody has seen before', () => {
  it('is counted at its place, whatever stands around it', async () => {
    const { unknown } = await readOne(
      `<new-part a="1"><x/></new-part><synchronized-hologram later="1">${entry('<attr name="a" colour="red"><value hue="1">v</value><thing/></attr><dn-attr name="m"><dn-value><rdn/></dn-value></dn-attr><sort/>')}<entry dn="second"/></synchronized-hologram>`,
      'cs-dn="x" id="1" object-type="t" shade="2"',
    )

    expect(unknown.sort()).toEqual([
      '/cs-objects/cs-object/@shade',
      '/cs-objects/cs-object/new-part',
      '/cs-objects/cs-object/synchronized-hologram/@later',
      '/cs-objects/cs-object/synchronized-hologram/entry',
      '/cs-objects/cs-object/synchronized-hologram/entry/attr/@colour',
      '/cs-objects/cs-object/synchronized-hologram/entry/attr/thing',
      '/cs-objects/cs-object/synchronized-hologram/entry/attr/value/@hue',
      '/cs-objects/cs-object/synchronized-hologram/entry/dn-attr/dn-value/rdn',
      '/cs-objects/cs-object/synchronized-hologram/entry/sort',
    ])
  })
})
