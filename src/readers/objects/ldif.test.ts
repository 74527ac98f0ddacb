import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DocumentProblem } from '../document-problem.js'
import { recogniseObjects } from './formats.js'
import { parentOf } from './ldif.js'
import { connectorWith, peekOf, readAll, valuesOf } from './testing.js'

const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('what is LDIF', () => {
  it.each([
    ['with version', 'version: 1\ndn: cn=a\ncn: a\n'],
    ['without', 'dn: cn=a\ncn: a\n'],
    ['after comments', '# exported\n#  today\n\ndn: cn=a\ncn: a\n'],
    ['with an encoded DN', `version: 1\n\ndn:: ${base64('cn=ö')}\ncn: a\n`],
    ['in UTF-16', Buffer.from('\uFEFFdn: cn=a\r\ncn: a\r\n', 'utf16le')],
  ])('%s', (_, content) => {
    expect(recogniseObjects(peekOf(content), [])?.format.kind).toBe('ldif')
  })

  it('is told quickly of any text', () => {
    const started = performance.now()
    for (const text of [' '.repeat(60_000), '\n '.repeat(30_000), '# \n'.repeat(20_000), '\n#\n  '.repeat(10_000)])
      expect(recogniseObjects(peekOf(`${text}x`), [])).toBeUndefined()

    expect(performance.now() - started).toBeLessThan(5000)
  })

  it.each(['dna: sequence\n', 'version: 2\n', 'name: x\ndn: y\n', 'see dn: cn=a\n', '# only a comment\n'])(
    'not %j',
    (text) => {
      expect(recogniseObjects(peekOf(text), [])).toBeUndefined()
    },
  )
})

describe('entries', () => {
  it('have values in order, folded lines joined, comments left out', async () => {
    const { records, notices } = await readAll(
      'version: 1\n# people\n#  of today\ndn: cn=Ann Lee, ou=People,\n  dc=example\nobjectclass: top\nobjectclass: person\ncn: Ann Lee\ncn: Ann\ndescription: a text that\n  goes on\n\n\n# none\n\ndn: cn=Bo\nobjectclass: person\nmail;lang-en: bo@x\nempty:\nspaced:   x  \n',
    )

    expect(notices).toEqual([])
    expect(records.map(({ dn, objectType, operation, at }) => [dn, objectType, operation, at.line])).toEqual([
      ['cn=Ann Lee, ou=People, dc=example', 'person', 'none', 4],
      ['cn=Bo', 'person', 'none', 16],
    ])
    expect(records.map(valuesOf)).toEqual([
      { objectclass: ['top', 'person'], cn: ['Ann Lee', 'Ann'], description: 'a text that goes on' },
      { objectclass: 'person', 'mail;lang-en': 'bo@x', empty: '', spaced: 'x  ' },
    ])
  })

  it('have encoded values: text where they are text, bytes where not', async () => {
    const photo = Buffer.from([0xff, 0xd8, 0, 1])
    const { records } = await readAll(
      `dn:: ${base64('cn=Gärtner')}\nsn:: ${base64('Gärtner')}\nnote:: ${base64('two\nlines')}\nphoto;binary:: ${photo.toString('base64').slice(0, 4)}\n ${photo.toString('base64').slice(4)}\n`,
    )

    expect(records[0]?.dn).toBe('cn=Gärtner')
    expect(valuesOf(records[0])).toEqual({ sn: 'Gärtner', note: 'two\nlines', photo: new Uint8Array(photo) })
  })

  it('take types, kind and anchor from the connector whose schema they have', async () => {
    const directory = connectorWith({
      kind: 'ldif-file',
      attributes: ['objectclass:string[]', 'cn', 'uidNumber:integer', 'member:reference[]', 'photo:binary'],
      objectTypes: ['group'],
      anchor: ['uidNumber'],
    })
    const { connector, records } = await readAll(
      `dn: cn=g\nobjectClass: top\nobjectClass: GROUP\ncn: g\nuidnumber: 12\nmember: cn=a\nphoto:: ${base64('plain')}\n`,
      [directory],
    )

    expect(connector).toBe(directory)
    expect(records[0]).toMatchObject({ anchor: '12', objectType: 'group' })
    expect(valuesOf(records[0])).toEqual({
      objectclass: ['top', 'GROUP'],
      cn: 'g',
      uidNumber: 12,
      member: { kind: 'reference', dn: 'cn=a' },
      photo: new Uint8Array(Buffer.from('plain')),
    })
  })

  it.each([
    ['a file or address as value', 'dn: cn=a\njpegphoto:< file:///etc/passwd\n', /never read/],
    ['what is not base64', 'dn: cn=a\nsn:: *\n', /not base64/],
    ['a line that is no pair', 'dn: cn=a\nnonsense\n', /no "name: value"/],
    ['no dn', 'dn: cn=a\n\ncn: b\n', /without dn/],
    ['a DN of bytes', 'dn: cn=a\n\ndn:: //8=\n', /no text/],
  ])('with %s are left out and named, the others are read', async (_, text, message) => {
    const { records, notices, coverage } = await readAll(`${text}\ndn: cn=last\ncn: last\n`)

    expect(records.at(-1)?.dn).toBe('cn=last')
    expect(notices.map(({ id }) => id)).toEqual(['M2E-READ-065'])
    expect(notices[0]?.message).toMatch(message)
    expect(coverage.counts.unknown).toBeGreaterThan(0)
  })
})

describe('changes', () => {
  it('add, delete and rename objects', async () => {
    const { records, notices } = await readAll(
      'version: 1\ndn: cn=a,dc=x\ncontrol: 1.2.840.113556.1.4.805 true\nchangetype: delete\n\ndn: cn=b,dc=x\nchangetype: add\nobjectclass: person\nsn: B\n\ndn: cn=c,dc=x\nchangetype: modrdn\nnewrdn: cn=cc\ndeleteoldrdn: 1\n\ndn: cn=d,ou=o,dc=x\nchangetype: moddn\nnewrdn: cn=d\ndeleteoldrdn: 0\nnewsuperior: ou=p,dc=x\n',
    )

    expect(notices).toEqual([])
    expect(records.map(({ dn, operation, newDn }) => [dn, operation, newDn])).toEqual([
      ['cn=a,dc=x', 'delete', ''],
      ['cn=b,dc=x', 'add', ''],
      ['cn=c,dc=x', 'update', 'cn=cc,dc=x'],
      ['cn=d,ou=o,dc=x', 'update', 'cn=d,ou=p,dc=x'],
    ])
  })

  it('modify attributes value by value', async () => {
    const { records } = await readAll(
      'dn: cn=a\nchangetype: modify\nadd: phone\nphone: 1\nphone: 2\n-\ndelete: fax\n-\ndelete: mail\nmail: a@x\n-\nreplace: sn\nsn: A\n-\nreplace: title\n-\n',
    )

    expect(records[0]?.operation).toBe('update')
    expect(records[0]?.changes?.map(({ name, operation, values }) => [name, operation, values])).toEqual([
      [
        'phone',
        'update',
        [
          { operation: 'add', value: '1' },
          { operation: 'add', value: '2' },
        ],
      ],
      ['fax', 'delete', []],
      ['mail', 'update', [{ operation: 'delete', value: 'a@x' }]],
      ['sn', 'replace', [{ operation: 'add', value: 'A' }]],
      ['title', 'replace', []],
    ])
  })

  it.each([
    ['changetype: rename\n', /unknown changetype "rename"/],
    ['changetype: delete\ncn: a\n', /deletes and says more/],
    ['changetype: modify\nincrement: n\nn: 1\n-\n', /unknown change "increment"/],
    ['changetype: modify\nadd: a\nb: 1\n-\n', /another attribute/],
    ['changetype: modify\n-\n', /not begun/],
    ['changetype: modrdn\ndeleteoldrdn: 1\n', /without newrdn/],
  ])('that make no sense are left out and named: %j', async (change, message) => {
    const { records, notices } = await readAll(`dn: cn=ok\ncn: ok\n\ndn: cn=a\n${change}`)

    expect(records.map(({ dn }) => dn)).toEqual(['cn=ok'])
    expect(notices[0]?.message).toMatch(message)
  })

  it('know a parent behind escaped and quoted commas', () => {
    expect(['cn=a,dc=x', 'cn=a\\,b,dc=x', 'cn="a,b",dc=x', 'cn=a', ''].map(parentOf)).toEqual([
      'dc=x',
      'dc=x',
      'dc=x',
      '',
      '',
    ])
  })
})

describe('any LDIF', () => {
  const value = fc.string({
    unit: fc.constantFrom('a', 'ö', ':', ' ', '<', '-', '#', 'z'),
    minLength: 1,
    maxLength: 90,
  })
  const print = (values: readonly string[]) =>
    values
      .map((text, at) => {
        const line = `v:: ${base64(text)}`
        return `dn: cn=${at}\n${(line.match(/.{1,20}/g) ?? []).join('\n ')}\n`
      })
      .join('\n')

  it('reads what was printed, however it is folded and cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 30 }),
        async (values, chunk) => {
          const { records } = await readAll(print(values), [], chunk)

          expect(records.map((record) => valuesOf(record).v)).toEqual(values)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('ends in its objects or in something named, wherever a byte is changed', async () => {
    const bytes = Buffer.from(`${print(['äöü', 'b'])}\ndn: cn=c\nchangetype: modify\nadd: x\nx: 1\n-\n`)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), async (at, byte) => {
        const damaged = Buffer.from(bytes)
        damaged[at] = byte
        if (recogniseObjects(peekOf(damaged), []) === undefined) return
        const { records, problem, notices } = await readAll(damaged)
        expect(problem === undefined || problem instanceof DocumentProblem).toBe(true)
        expect(records.length + notices.length > 0).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
