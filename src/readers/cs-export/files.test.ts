import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ObjectSource, RunSummary } from '../../model/index.js'
import { XmlProblem } from '../../xml/index.js'
import { peekAt } from '../read-stream.js'
import type { StreamResult } from '../stream-reader.js'
import { readCsObjects, readDropChanges, readMvObjects, streamReaders } from './index.js'
import { chunksOf, collect } from './testing.js'

const MA = '{AAAAAAAA-1111-4222-8333-444444444444}'

function csObject(number: number, change = ''): string {
  return `<cs-object cs-dn="CN=User ${number}" id="{0000000${number}-1111-4222-8333-444444444444}" object-type="user"><connector>1</connector><connector-state>normal</connector-state><ma-id>${MA}</ma-id><ma-name>AD</ma-name><synchronized-hologram><entry dn="CN=User ${number}"><attr name="sn" type="string" multivalued="false"><value>Größe ${number}</value></attr></entry></synchronized-hologram>${change}</cs-object>\r\n`
}

const drop = `<cs-objects>\r\n${csObject(1)}${csObject(2, '<unapplied-export><delta operation="update" dn="CN=User 2"><attr name="title" operation="add" type="string"><value>x</value></attr></delta></unapplied-export>')}${csObject(3, '<unconfirmed-export><delta operation="add" dn="CN=User 3"/></unconfirmed-export><pending-import><delta operation="delete" dn="CN=User 3"/></pending-import>')}</cs-objects>\r\n`

async function summary(
  content: string | Uint8Array,
): Promise<StreamResult & { kind: string; sources: ObjectSource[]; runs: RunSummary[] }> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const peek = peekAt(bytes.subarray(0, 65_536))
  const reader = peek && streamReaders.find((candidate) => candidate.recognise(peek))
  if (peek === undefined || reader === undefined) throw new Error('not recognised')
  const result = await reader.stream({ name: 'f.xml', sizeBytes: bytes.length, open: () => chunksOf(bytes, 777) }, peek)
  return {
    ...result,
    kind: reader.kind,
    sources: result.parts.flatMap((part) => (part.kind === 'object-source' ? [part.source] : [])),
    runs: result.parts.flatMap((part) => (part.kind === 'run-history' ? [...part.runs] : [])),
  }
}

describe('a connector space export', () => {
  it('is summed up by type, state, operation and attribute', async () => {
    const { kind, sources, notices, coverage, brokenBy } = await summary(drop)

    expect(kind).toBe('cs-export')
    expect(brokenBy).toBeUndefined()
    expect(notices).toEqual([])
    expect(coverage.counts.unknown).toBe(0)
    expect(sources).toMatchObject([
      {
        kind: 'connector-space',
        connectorId: MA.slice(1, -1).toLowerCase(),
        connectorName: 'AD',
        objects: 3,
        byObjectType: [{ name: 'user', count: 3 }],
        byConnectorState: [{ name: 'connector', count: 3 }],
        pendingImports: [{ name: 'delete', count: 1 }],
        pendingExports: [{ name: 'update', count: 1 }],
        unconfirmedExports: [{ name: 'add', count: 1 }],
        attributes: [
          { objectType: 'user', name: 'sn', type: 'string', objects: 3, values: 3 },
          { objectType: 'user', name: 'title', objects: 1, values: 1 },
        ],
        truncated: false,
      },
    ])
  })

  it('accounts for every element and attribute', async () => {
    const { coverage } = await summary(drop.replace('<connector>1', '<oddity a="b"><c/></oddity><connector>1'))
    const elements = drop.match(/<[a-z]/g)?.length ?? 0
    const attributes = drop.match(/ [a-z-]+="/g)?.length ?? 0
    const { modelled, documented, ignored, unknown } = coverage.counts

    expect(unknown).toBe(3)
    expect(modelled + documented + ignored).toBe(elements + attributes)
  })

  it('is the same in UTF-16, as Windows PowerShell writes it', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(drop, 'utf16le')])

    expect((await summary(utf16)).sources).toEqual((await summary(drop)).sources)
  })

  it('keeps what came before the place where it breaks off', async () => {
    const cut = drop.slice(0, drop.indexOf('User 3'))
    const { items, problem } = await collect(readCsObjects(chunksOf(cut), { file: 'f' }))
    const { sources, brokenBy } = await summary(cut)

    expect(items.map(({ dn }) => dn)).toEqual(['CN=User 1', 'CN=User 2'])
    expect(problem).toMatchObject({ code: 'truncated' })
    expect(brokenBy).toMatchObject({ code: 'truncated' })
    expect(sources).toMatchObject([{ objects: 2, truncated: true }])
  })

  it('of nothing is a source without objects', async () => {
    expect((await summary('<cs-objects/>')).sources).toMatchObject([{ objects: 0, connectorId: '', truncated: false }])
  })

  it('keeps objects of several connectors apart', async () => {
    const { sources } = await summary(
      `<cs-objects>${csObject(1)}${csObject(2)
        .replace(/AAAAAAAA/g, 'BBBBBBBB')
        .replace('>AD<', '>HR<')}</cs-objects>`,
    )

    expect(sources.map(({ connectorName, objects }) => [connectorName, objects])).toEqual([
      ['AD', 1],
      ['HR', 1],
    ])
  })

  it('ends, wherever it is cut or damaged, in its objects or in a named problem', async () => {
    const bytes = Buffer.from(drop)
    const whole = (await collect(readCsObjects(chunksOf(bytes), { file: 'f' }))).items.length
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.oneof(fc.constant(undefined), fc.integer({ min: 0, max: 255 })),
        fc.integer({ min: 1, max: 400 }),
        async (at, value, size) => {
          const damaged = value === undefined ? bytes.subarray(0, at) : Buffer.from(bytes)
          if (value !== undefined) damaged[at] = value
          const { items, problem } = await collect(readCsObjects(chunksOf(damaged, size), { file: 'f' }))

          if (problem === undefined)
            return value !== undefined || at >= drop.trimEnd().length ? items.length <= whole : false
          return problem instanceof XmlProblem
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('metaverse search results', () => {
  const results = `<results><mv-objects><mv-object id="{0A0B0C0D-1111-4222-8333-444444444444}"><entry dn="{0A0B0C0D-1111-4222-8333-444444444444}"><primary-objectclass>person</primary-objectclass><attr name="mail" type="string" multivalued="false"><value lineage-id="{1}" lineage-ma-id="${MA}" lineage-time="2026-01-02 03:04:05.678">a@x</value></attr><dn-attr name="manager" multivalued="false"><dn-value lineage-ma-id="${MA}"><dn>{0A0B0C0D-2222-4222-8333-444444444444}</dn></dn-value></dn-attr></entry><cs-mv-links><cs-mv-value lineage-id="{2}" lineage-type="joined" lineage-time="t"><cs-dn>CN=Ann</cs-dn><cs-guid>{0A0B0C0D-3333-4222-8333-444444444444}</cs-guid><ma-name>AD</ma-name><ma-guid>${MA}</ma-guid></cs-mv-value></cs-mv-links></mv-object></mv-objects></results>`

  it('give each value its lineage and each object its links', async () => {
    const { items, problem } = await collect(readMvObjects(chunksOf(results), { file: 'f' }))

    expect(problem).toBeUndefined()
    expect(items).toMatchObject([
      {
        id: '0a0b0c0d-1111-4222-8333-444444444444',
        objectType: 'person',
        attributes: [
          {
            name: 'mail',
            type: 'string',
            values: [
              {
                value: 'a@x',
                connectorId: 'aaaaaaaa-1111-4222-8333-444444444444',
                lineage: { id: '{1}', time: '2026-01-02 03:04:05.678' },
              },
            ],
          },
          {
            name: 'manager',
            type: 'reference',
            values: [{ value: { kind: 'reference', dn: '{0A0B0C0D-2222-4222-8333-444444444444}' } }],
          },
        ],
        links: [
          {
            dn: 'CN=Ann',
            connectorName: 'AD',
            connectorObjectId: '0a0b0c0d-3333-4222-8333-444444444444',
            lineage: { type: 'joined' },
          },
        ],
      },
    ])
  })

  it('are a source of the metaverse with nothing unknown', async () => {
    const { kind, sources, coverage } = await summary(results)

    expect(kind).toBe('mv-export')
    expect(coverage.counts.unknown).toBe(0)
    expect(sources).toMatchObject([{ kind: 'metaverse', objects: 1, byObjectType: [{ name: 'person', count: 1 }] }])
  })
})

describe('a drop file', () => {
  const file = `<?xml version="1.0" encoding="UTF-16"?><mmsml xmlns="http://www.microsoft.com/mms/mmsml/v2" step-type="export"><directory-entries><delta operation="add" dn="CN=A"><anchor encoding="base64">QQ==</anchor><primary-objectclass>user</primary-objectclass><attr name="sn" operation="add" type="string"><value>x</value></attr></delta><delta operation="delete" dn="CN=B"/></directory-entries></mmsml>`
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(file, 'utf16le')])

  it('is a list of changes with the step that made it', async () => {
    const { items, problem } = await collect(readDropChanges(chunksOf(bytes, 333), { file: 'f' }))

    expect(problem).toBeUndefined()
    expect(items).toMatchObject([
      { stepType: 'export', delta: { operation: 'add', dn: 'CN=A', anchor: 'QQ==', attributes: [{ name: 'sn' }] } },
      { stepType: 'export', delta: { operation: 'delete', dn: 'CN=B' } },
    ])
  })

  it('of an export counts exports', async () => {
    const { kind, sources, coverage } = await summary(bytes)

    expect(kind).toBe('drop-file')
    expect(coverage.counts.unknown).toBe(0)
    expect(sources).toMatchObject([
      {
        kind: 'drop-file',
        objects: 2,
        pendingImports: [],
        pendingExports: [
          { name: 'add', count: 1 },
          { name: 'delete', count: 1 },
        ],
      },
    ])
  })
})

describe('a run history', () => {
  const run = `<run-details><ma-id>${MA}</ma-id><ma-name>AD</ma-name><run-number>7</run-number><run-profile-name>Full</run-profile-name><security-id>X\\svc</security-id><step-details step-number="2"><start-date>2026-01-02 03:05:00.000</start-date><end-date>2026-01-02 03:06:00.000</end-date><step-result>completed-export-errors</step-result><step-description><step-type type="export"/><partition>DC=x</partition></step-description><export-counters><export-add>2</export-add><export-delete>0</export-delete></export-counters><synchronization-errors><export-error cs-guid="{1}" dn="CN=A"><error-type>permission-issue</error-type></export-error><export-error cs-guid="{2}" dn="CN=B"><error-type>permission-issue</error-type></export-error></synchronization-errors></step-details><step-details step-number="1"><start-date>2026-01-02 03:04:05.678</start-date><end-date>2026-01-02 03:05:00.000</end-date><step-result>success</step-result><step-description><step-type type="full-import"><import-subtype>to-cs</import-subtype></step-type><partition>DC=x</partition></step-description><staging-counters><stage-add detail="true">5</stage-add></staging-counters><outbound-flow-counters ma="HR" ma-id="${MA}"><provisioned-add-flow>3</provisioned-add-flow></outbound-flow-counters></step-details></run-details>`

  it.each([
    ['as the service hands it out', `<run-history>${run}</run-history>`],
    ['as saved to a file', `<execution-histories><run-history>${run}</run-history></execution-histories>`],
  ])('%s is a list of runs with results, counters and errors', async (_, file) => {
    const { kind, runs, coverage } = await summary(file)

    expect(kind).toBe('run-history')
    expect(coverage.counts.unknown).toBe(0)
    expect(runs).toMatchObject([
      {
        connectorId: 'aaaaaaaa-1111-4222-8333-444444444444',
        connectorName: 'AD',
        profile: 'Full',
        number: 7,
        account: 'X\\svc',
        steps: [
          {
            number: 1,
            type: 'full-import to-cs',
            partition: 'DC=x',
            result: 'success',
            counters: [
              { name: 'stage-add', count: 5 },
              { name: 'provisioned-add-flow → HR', count: 3 },
            ],
            errors: [],
          },
          {
            number: 2,
            type: 'export',
            result: 'completed-export-errors',
            counters: [{ name: 'export-add', count: 2 }],
            errors: [{ name: 'export-error: permission-issue', count: 2 }],
          },
        ],
      },
    ])
  })
})
