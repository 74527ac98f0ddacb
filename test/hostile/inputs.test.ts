import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cli, scratch } from '../support/cli.js'
import { zip } from '../support/zip.js'

const agent = (name: string, id: string, server = 'SYNC01', date = '2026-01-02 03:04:05.678') =>
  `<saved-ma-configuration server='${server}' export-date='${date}'><ma-data><id>{${id}}</id><name>${name}</name><category>AD</category></ma-data></saved-ma-configuration>`
const metaverse = (server = 'SYNC01', date = '2026-01-02 03:04:05.678', flows = '') =>
  `<saved-mv-configuration server='${server}' export-date='${date}'><mv-data><version>1</version><import-attribute-flow>${flows}</import-attribute-flow><provisioning type="none"/></mv-data></saved-mv-configuration>`
const HR = '11111111-2222-4333-8444-555555555555'
const GONE = '99999999-2222-4333-8444-555555555555'

function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = join(scratch(), 'export')
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

async function assess(folder: string, ...more: string[]) {
  const out = join(scratch(), 'report')
  const result = await cli(['assess', folder, '--out', out, ...more])
  const json = existsSync(join(out, 'assessment.json')) ? readFileSync(join(out, 'assessment.json'), 'utf8') : '{}'
  return {
    ...result,
    folder: out,
    notices: (JSON.parse(json).report?.notices ?? []) as { id: string; message: string }[],
  }
}

describe('input that is not there or not ours', () => {
  it('names a path that does not exist and writes nothing', async () => {
    const result = await assess(join(scratch(), 'nowhere'))

    expect(result.code).toBe(2)
    expect(result.err).toContain('nowhere does not exist')
    expect(existsSync(result.folder)).toBe(false)
  })

  it('says that an empty folder holds no files', async () => {
    const result = await assess(scratch())

    expect(result.code).toBe(2)
    expect(result.err).toContain('holds no files')
    expect(result.err).toContain('MA-*.xml')
  })

  it('says that nothing was recognised, with the names it looked at', async () => {
    const result = await assess(folderWith({ 'notes.txt': 'hello', 'other.xml': '<a/>' }))

    expect(result.code).toBe(2)
    expect(result.err).toMatch(/Nothing in .*notes\.txt, .*other\.xml/s)
  })

  it('says what is wrong with a lone damaged file, what to do, and writes nothing', async () => {
    const result = await assess(folderWith({ 'MV.xml': metaverse().slice(0, 120) }))

    expect(result.code).toBe(2)
    expect(result.err).toMatch(/MV\.xml is cut off.*Export it again/s)
    expect(existsSync(result.folder)).toBe(false)
  })

  it('says on stderr what could not be read when it lists what could', async () => {
    const folder = folderWith({ 'MA-1.xml': agent('HR', HR), 'MV.xml': metaverse().slice(0, 120) })
    const result = await cli(['inspect', folder])

    expect(result.code).toBe(3)
    expect(result.err).toMatch(/MV\.xml is cut off.*Export it again/s)
  })

  it('lets no name of a file steer the terminal', async () => {
    const folder = folderWith({ 'MA-1.xml': agent('HR', HR), 'x\u001b[2Jy.xml': metaverse().slice(0, 120) })
    const result = await cli(['inspect', folder])

    expect(result.out + result.err).not.toContain('\u001b')
    expect(result.err).toContain('x\\u001b[2Jy.xml is cut off')
  })

  it('explains wrong words on the command line with exit code 2', async () => {
    expect(await cli(['assess'])).toMatchObject({
      code: 2,
      err: expect.stringContaining("missing required argument 'path'"),
    })
    expect(await cli(['asess', 'x'])).toMatchObject({ code: 2, err: expect.stringContaining('unknown command') })
    expect(await cli(['assess', 'x', '--as-of', '2026-13-01'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not a date'),
    })
  })
})

describe('damaged XML', () => {
  const whole = agent('HR', HR)
  const cases: readonly (readonly [string, string | Buffer, string, RegExp])[] = [
    ['cut off', metaverse().slice(0, 120), 'M2E-READ-002', /MV\.xml is cut off.*<mv-data>/s],
    ['not well-formed', metaverse().replace('</mv-data>', '</mv-dat>'), 'M2E-READ-003', /MV\.xml cannot be read/],
    ['with a DTD', `<!DOCTYPE x [<!ENTITY a "b">]>${metaverse()}`, 'M2E-READ-004', /MV\.xml cannot be read/],
    [
      'with an external entity',
      `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${metaverse()}`,
      'M2E-READ-004',
      /MV\.xml/,
    ],
    [
      'in the wrong encoding',
      Buffer.concat([Buffer.from(metaverse()), Buffer.from([0xff, 0xc3, 0x28])]),
      'M2E-READ-005',
      /MV\.xml/,
    ],
  ]

  it.each(cases)('a metaverse file %s is named, the agent is assessed', async (_, content, id, message) => {
    const result = await assess(folderWith({ 'MA-1.xml': whole, 'MV.xml': content }))

    expect(result.code).toBe(3)
    expect(result.err).toMatch(message)
    expect(result.notices.map((notice) => notice.id)).toContain(id)
    expect(readFileSync(join(result.folder, 'index.html'), 'utf8')).toContain('HR')
    expect(result.err).not.toMatch(/\bat .*\.[jt]s:\d+/)
  })

  it('never reads a file from outside through an entity', async () => {
    const secret = join(scratch(), 'secret.txt')
    writeFileSync(secret, 'TOP-SECRET')
    const result = await assess(
      folderWith({
        'MA-1.xml': whole,
        'MV.xml': `<!DOCTYPE x [<!ENTITY a SYSTEM "file://${secret}">]>${metaverse().replace('1</version>', '&a;</version>')}`,
      }),
    )

    for (const file of readdirSync(result.folder))
      expect(readFileSync(join(result.folder, file), 'latin1')).not.toContain('TOP-SECRET')
  })

  it('refuses an entity bomb quickly', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`,
    ).join('')
    const result = await assess(
      folderWith({
        'MA-1.xml': whole,
        'MV.xml': `<!DOCTYPE x [<!ENTITY a0 "ha">${levels}]>${metaverse().replace('1</version>', '&a12;</version>')}`,
      }),
    )

    expect(result.notices.map((notice) => notice.id)).toContain('M2E-READ-004')
  })
})

describe('archives', () => {
  const good = { name: 'SyncConfig/MA-1.XML', data: Buffer.from(agent('HR', HR)) }
  const mv = { name: 'SyncConfig/MV.XML', data: Buffer.from(metaverse()) }
  const packed = (...entries: Parameters<typeof zip>[0]) => {
    const path = join(scratch(), 'contoso.zip')
    writeFileSync(path, zip(entries))
    return path
  }

  it('reads a zip whatever its name, with backslashes as old Windows tools write them', async () => {
    const path = join(scratch(), 'export.bin')
    writeFileSync(path, zip([{ ...good, name: 'SyncConfig\\MA-1.XML' }, mv]))
    const result = await assess(path)

    expect(result.code).toBe(0)
    expect(result.notices.map((notice) => notice.id)).toEqual(['M2E-READ-033'])
  })

  it('reads a zip inside a zip', async () => {
    expect((await assess(packed({ name: 'inner.zip', data: zip([good, mv]) }))).code).toBe(0)
  })

  it.each([
    ['climbs out of its folder', { name: '../../evil.xml', data: good.data }, 'points outside'],
    ['names an absolute path', { name: '/etc/evil.xml', data: good.data }, 'points outside'],
    ['names a drive', { name: 'C:\\evil.xml', data: good.data }, 'points outside'],
    ['is a link', { name: 'link.xml', data: Buffer.from('/etc/passwd'), mode: 0o120777 }, 'is a link'],
    ['is encrypted', { name: 'locked.xml', data: good.data, encrypted: true }, 'is encrypted'],
    ['is a bomb', { name: 'bomb.xml', data: Buffer.alloc(40 * 1024 * 1024) }, 'zip bomb'],
    ['lies about its size', { name: 'liar.xml', data: Buffer.alloc(4096, 'a'), statedSize: 10 }, 'damaged'],
  ])('refuses an entry that %s and reads the rest', async (_, entry, why) => {
    const result = await assess(packed(good, mv, entry))

    expect(result.code).toBe(3)
    expect(result.err).toContain(why)
    expect(result.err).toContain(`contoso.zip!`)
    expect(readFileSync(join(result.folder, 'index.html'), 'utf8')).toContain('HR')
  })

  it('names an archive that is damaged as a whole', async () => {
    const path = join(scratch(), 'broken.zip')
    writeFileSync(path, zip([good, mv]).subarray(0, 200))
    const result = await assess(path)

    expect(result.err).toContain('broken.zip is a damaged archive')
    expect(result.code).not.toBe(0)
  })
})

describe('exports that contradict themselves', () => {
  it('assesses the newer of two exports of one server and says so', async () => {
    const result = await assess(
      folderWith({
        'old/MA-1.xml': agent('HR old', HR, 'SYNC01', '2025-01-01 00:00:00.000'),
        'old/MV.xml': metaverse('SYNC01', '2025-01-01 00:00:00.000'),
        'new/MA-1.xml': agent('HR new', HR),
        'new/MV.xml': metaverse(),
      }),
    )
    const html = readFileSync(join(result.folder, 'index.html'), 'utf8')

    expect(result.notices.find((notice) => notice.id === 'M2E-READ-008')?.message).toMatch(
      /old and .*new are two exports of server SYNC01/,
    )
    expect(html).toContain('HR new')
    expect(html).not.toContain('HR old')
  })

  it('keeps a connector of a category never seen before, with a notice', async () => {
    const result = await assess(
      folderWith({
        'MA-1.xml': agent('Mainframe', HR).replace('<category>AD<', '<category>RACF 2031<'),
        'MV.xml': metaverse(),
      }),
    )

    expect(result.notices.find((notice) => notice.id === 'M2E-READ-020')?.message).toContain('RACF 2031')
    expect(readFileSync(join(result.folder, 'index.html'), 'utf8')).toContain('Mainframe')
  })

  it('names flows of a connector that is not there', async () => {
    const flow = `<import-flow-set mv-object-type="person"><import-flows mv-attribute="mail" type="ranked"><import-flow src-ma="{${GONE}}" cd-object-type="user" id="{${HR}}"><direct-mapping><src-attribute>mail</src-attribute></direct-mapping></import-flow></import-flows></import-flow-set>`
    const result = await assess(
      folderWith({ 'MA-1.xml': agent('HR', HR), 'MV.xml': metaverse('SYNC01', '2026-01-02 03:04:05.678', flow) }),
    )

    expect(result.notices.find((notice) => notice.id === 'M2E-READ-021')?.message).toContain(GONE)
  })

  it('says what is missing when there is no metaverse file', async () => {
    const result = await assess(folderWith({ 'MA-1.xml': agent('HR', HR) }))

    expect(result.code).toBe(3)
    expect(result.out).toContain('no metaverse file')
  })
})

describe('files of one Entra Connect server, scattered', () => {
  const TENANT = 'b891884f-051e-4a83-95af-2544101c9083'
  const connectConnector = (name: string, id: string) =>
    `<ma-data><id>{${id.toUpperCase()}}</id><name>${name}</name><category>AD</category></ma-data>`
  const rule = (name: string, id: string, connector: string) =>
    `<synchronizationRule><id>{${id}}</id><name>${name}</name><direction>Inbound</direction><connector>{${connector}}</connector></synchronizationRule>`
  const settings = (server: string) =>
    `<saved-mv-configuration server='${server}' export-date='2026-01-02 03:04:05.678'><mv-data><version>1</version><parameter-values><parameter name="Microsoft.OptionalFeature.PasswordHashSync" type="string" use="SynchronizationGlobal" dataType="String">True</parameter></parameter-values></mv-data></saved-mv-configuration>`
  const servers = (result: { folder: string }) =>
    (
      JSON.parse(readFileSync(join(result.folder, 'assessment.json'), 'utf8')) as {
        assessment: { estate: { servers: { name: string; connectors: unknown[]; syncRules: unknown[] }[] } }
      }
    ).assessment.estate.servers.map(({ name, connectors, syncRules }) => [name, connectors.length, syncRules.length])

  it('are put together wherever they lie', async () => {
    const result = await assess(
      folderWith({
        'mail1/Connector_1.xml': connectConnector('corp.example', HR),
        'mail2/SynchronizationRule_1.xml': rule('In from AD', GONE, HR),
        'mail3/MV.xml': settings('AADC01'),
      }),
    )

    expect(servers(result)).toEqual([['AADC01', 1, 1]])
  })

  it('stay by themselves when their rules are of other connectors', async () => {
    const result = await assess(
      folderWith({
        'one/Connectors/a.xml': connectConnector('corp.example', HR),
        'one/GlobalSettings/MV.xml': settings('AADC01'),
        'two/SynchronizationRules/a.xml': rule('In from elsewhere', GONE, '77777777-2222-4333-8444-555555555555'),
      }),
    )

    expect(servers(result)).toHaveLength(2)
  })

  it('stay two servers when only the connector to the tenant, which all servers have, is the same', async () => {
    const result = await assess(
      folderWith({
        'dev/Connectors/a.xml': connectConnector('tenant - AAD', TENANT),
        'dev/SynchronizationRules/a.xml': rule('In from dev', HR, TENANT),
        'prod/Connectors/a.xml': connectConnector('tenant2 - AAD', TENANT),
        'prod/SynchronizationRules/a.xml': rule('In from prod', GONE, TENANT),
      }),
    )

    expect(servers(result)).toEqual([
      ['', 1, 1],
      ['', 1, 1],
    ])
  })
})

describe('links in folders', () => {
  it('refuses a link that leads out of the folder', async () => {
    const folder = folderWith({ 'MA-1.xml': agent('HR', HR), 'MV.xml': metaverse() })
    const outside = join(scratch(), 'outside.xml')
    writeFileSync(outside, agent('Stranger', GONE))
    symlinkSync(outside, join(folder, 'MA-2.xml'))
    const result = await assess(folder)

    expect(result.err).toContain('leads out of the folder')
    expect(readFileSync(join(result.folder, 'index.html'), 'utf8')).not.toContain('Stranger')
  })
})

describe('the output folder', () => {
  const input = () => folderWith({ 'MA-1.xml': agent('HR', HR), 'MV.xml': metaverse() })

  it('is not touched when it holds something else', async () => {
    const out = scratch()
    writeFileSync(join(out, 'thesis.docx'), 'precious')
    const result = await cli(['assess', input(), '--out', out])

    expect(result.code).toBe(2)
    expect(result.err).toContain('thesis.docx')
    expect(readdirSync(out)).toEqual(['thesis.docx'])
  })

  it('is written beside other things with --force, which leaves them alone', async () => {
    const out = scratch()
    writeFileSync(join(out, 'thesis.docx'), 'precious')
    const result = await cli(['assess', input(), '--out', out, '--force'])

    expect(result.code).toBe(0)
    expect(readFileSync(join(out, 'thesis.docx'), 'utf8')).toBe('precious')
    expect(readdirSync(out).sort()).toEqual([
      'assessment.docx',
      'assessment.json',
      'assessment.md',
      'assessment.xlsx',
      'index.html',
      'manifest.json',
      'thesis.docx',
    ])
  })

  it('is written again over an earlier report', async () => {
    const folder = input()
    const out = join(scratch(), 'report')

    expect((await cli(['assess', folder, '--out', out])).code).toBe(0)
    expect((await cli(['assess', folder, '--out', out])).code).toBe(0)
  })

  it('may lie inside the input without being read as input', async () => {
    const folder = input()
    const out = join(folder, 'report')
    await cli(['assess', folder, '--out', out])
    const first = readFileSync(join(out, 'assessment.json'))
    await cli(['assess', folder, '--out', out])

    expect(readFileSync(join(out, 'assessment.json')).equals(first)).toBe(true)
  })
})
