import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CoverageCounts, IdentityService, Notice } from '../../src/model/index.js'
import { generateBaseline } from '../../src/readers/mim-service/baseline/generate.js'
import { shippedBaseline } from '../../src/readers/mim-service/baseline/shipped.js'
import { interpretService, readers } from '../../src/readers/mim-service/index.js'
import { readXoml } from '../../src/readers/mim-service/xoml.js'
import type { EstatePart } from '../../src/readers/reader.js'
import { decodeText, peekRoot } from '../../src/xml/index.js'

const corpus = process.env.MIM2ENTRA_CORPUS || undefined
const folder = path.join(corpus ?? '', 'mim-service-export', '1-mim-sp1-base-4.4.1459.0', 'ServiceConfig')
const names = ['policy.xml', 'schema.xml'] as const

interface Opened {
  readonly texts: readonly string[]
  readonly service: IdentityService
  readonly notices: readonly Notice[]
  readonly coverage: readonly CoverageCounts[]
}

async function openBase(): Promise<Opened> {
  const texts: string[] = []
  const parts: Extract<EstatePart, { kind: 'service-objects' }>[] = []
  const notices: Notice[] = []
  const coverage: CoverageCounts[] = []
  for (const name of names) {
    const bytes = readFileSync(path.join(folder, name))
    const { text, encoding } = decodeText(bytes)
    const head = text.slice(0, 65_536)
    const reader = readers.find((candidate) => candidate.recognise({ root: peekRoot(head), head }))
    const result = await reader?.read({ name, text, encoding, sizeBytes: bytes.byteLength, sha256: '' })
    texts.push(text)
    for (const part of result?.parts ?? []) if (part.kind === 'service-objects') parts.push(part)
    notices.push(...(result?.notices ?? []))
    if (result !== undefined) coverage.push(result.coverage.counts)
  }
  const interpreted = interpretService(parts)
  return { texts, service: interpreted.service, notices: [...notices, ...interpreted.notices], coverage }
}

/** The raw file, cut at its records: nothing of the reader's own is used to count. */
function records(text: string): string[] {
  return text.split('<ExportObject>').slice(1)
}

function typeOf(record: string): string {
  return /<ObjectType>([^<]*)<\/ObjectType>/.exec(record)?.[1] ?? ''
}

function idOf(record: string): string {
  return /<ObjectIdentifier>urn:uuid:([^<]*)<\/ObjectIdentifier>/.exec(record)?.[1] ?? ''
}

function count<T>(items: Iterable<T>, keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1
  return counts
}

describe.skipIf(corpus === undefined)('base export of MIM 2016 SP1 (set MIM2ENTRA_CORPUS to run)', async () => {
  const base = corpus === undefined ? undefined : await openBase()
  const service = base?.service
  const raw = (base?.texts ?? []).flatMap(records)

  test('every object of the files is there once, by type', () => {
    const distinct = new Map(raw.map((record) => [idOf(record), typeOf(record)]))

    expect(service?.objects).toHaveLength(1852)
    expect(count(service?.objects ?? [], (object) => object.type)).toEqual(count(distinct.values(), (type) => type))
    expect(base?.texts.map((text) => records(text).length)).toEqual([809, 1302])
  })

  test('placeholders are those that no file holds in full', () => {
    const full = new Set(raw.filter((record) => /<IsPlaceholder>false/.test(record)).map(idOf))
    const placeholders = new Set(raw.map(idOf).filter((id) => !full.has(id)))

    expect(new Set(service?.objects.filter((object) => object.isPlaceholder).map((object) => object.id))).toEqual(
      placeholders,
    )
  })

  test('every value of every attribute is kept', () => {
    const values = (text: string) => (text.match(/<Value>|<Value \/>|<string>|<string \/>/g) ?? []).length
    const kept = (objects: readonly { attributes: Readonly<Record<string, readonly string[]>> }[]) =>
      objects.flatMap((object) => Object.values(object.attributes)).reduce((sum, list) => sum + list.length, 0)
    const seen = new Map<string, string>()
    for (const record of raw)
      if (!seen.has(idOf(record)) || /<IsPlaceholder>false/.test(record)) seen.set(idOf(record), record)

    expect(kept(service?.objects ?? [])).toBe([...seen.values()].reduce((sum, record) => sum + values(record), 0))
  })

  test('policy rules, sets and workflows agree with the text', () => {
    const of = (type: string) => raw.filter((record) => typeOf(record) === type)
    const has = (record: string, attribute: string, value = '') =>
      new RegExp(`<AttributeName>${attribute}</AttributeName>[^§]*?<Value>${value}`).test(
        record.replaceAll('</ResourceManagementAttribute>', '§'),
      )

    expect([of('ManagementPolicyRule').length, of('Set').length, of('WorkflowDefinition').length]).toEqual([83, 80, 13])
    expect([service?.policies.length, service?.sets.length, service?.workflows.length]).toEqual([83, 80, 13])
    expect(service?.policies.filter((policy) => policy.disabled)).toHaveLength(
      of('ManagementPolicyRule').filter((record) => has(record, 'Disabled', 'True')).length,
    )
    expect(service?.sets.filter((set) => set.filter !== undefined)).toHaveLength(
      of('Set').filter((record) => has(record, 'Filter')).length,
    )
    expect(service?.sets.every((set) => set.filter === undefined || set.filter.xpath.startsWith('/'))).toBe(true)
    expect(service?.workflows.every((workflow) => workflow.readable)).toBe(true)
  })

  test('activities are those that the text of the workflows names', () => {
    const text = raw.filter((record) => typeOf(record) === 'WorkflowDefinition').join('')
    const named = [...text.matchAll(/&lt;ns0:(\w+(?:Activity|Gate))[\s/]/g)].map((match) => match[1] ?? '')
    const wrappers = named.filter((name) => name === 'AuthenticationGateActivity')

    const read = (service?.workflows ?? []).flatMap((workflow) => workflow.activities)

    expect(wrappers).toHaveLength(3)
    expect(count(read, ({ activity }) => activity)).toEqual(
      count(
        named.filter((name) => name !== 'AuthenticationGateActivity'),
        (name) => name,
      ),
    )
    expect(new Set(read.map(({ family }) => family))).toEqual(new Set(['shipped']))
  })

  test('all of it ships: nothing custom, changed, enabled or untold, nothing redacted, no notice', () => {
    expect(count(service?.objects ?? [], (object) => object.origin)).toEqual({ shipped: 1852 })
    expect(base?.notices).toEqual([])
    expect(JSON.stringify(service?.objects)).not.toContain('•••')
  })

  test('nothing is unknown, and the ledger adds up to every element', () => {
    for (const [index, counts] of (base?.coverage ?? []).entries()) {
      const elements = (base?.texts[index]?.match(/<[A-Za-z]/g) ?? []).length
      expect(counts.unknown).toBe(0)
      expect(counts.modelled + counts.documented + counts.ignored).toBe(elements)
    }
  })

  test('a rule switched on, a filter changed and a set added are told apart', () => {
    const [policy = '', schema = ''] = base?.texts ?? []
    const off = service?.policies.find((rule) => rule.disabled)?.object.id ?? ''
    const at = policy.indexOf(`<ObjectIdentifier>urn:uuid:${off}`)
    const added = `<ExportObject><ResourceManagementObject><ObjectIdentifier>urn:uuid:99999999-9999-4999-8999-999999999999</ObjectIdentifier><ObjectType>Set</ObjectType><IsPlaceholder>false</IsPlaceholder></ResourceManagementObject></ExportObject>`
    const edited =
      `${policy.slice(0, at)}${policy.slice(at).replace(/(<AttributeName>Disabled<[^§]*?<Value>)True/, '$1False')}`
        .replace('/Person[EmployeeType="Contractor"]', '/Person[EmployeeType="External"]')
        .replace('</Results>', `${added}</Results>`)
        .replaceAll('Version=4.4.1302.0', 'Version=4.6.34.0')

    const parts = [edited, schema].flatMap((text) => {
      const result = readers[0]?.read({ name: 'x', text, encoding: 'utf-8', sizeBytes: 0, sha256: '' })
      return result === undefined || result instanceof Promise ? [] : result.parts
    })
    const { service: changed } = interpretService(
      parts.filter((part): part is Extract<EstatePart, { kind: 'service-objects' }> => part.kind === 'service-objects'),
    )

    const signal = changed.objects.filter((object) => object.origin !== 'shipped')
    expect(signal.map(({ origin, type, changedAttributes }) => [origin, type, changedAttributes])).toEqual([
      ['enabled', 'ManagementPolicyRule', ['Disabled']],
      ['changed', 'Set', ['Filter']],
      ['custom', 'Set', []],
    ])
  })

  test('the baseline is what the generator makes of these files', () => {
    const made: unknown = JSON.parse(
      generateBaseline(
        names.map((name) => path.join(folder, name)),
        shippedBaseline().build,
      ),
    )

    const kept: unknown = JSON.parse(
      readFileSync(new URL('../../src/readers/mim-service/baseline/mim-2016-sp1.json', import.meta.url), 'utf8'),
    )
    expect(made).toEqual(kept)
  })
})

describe.skipIf(corpus === undefined)(
  'workflow definition of a configuration script (set MIM2ENTRA_CORPUS to run)',
  () => {
    test('reads XOML with a byte-order mark, as it stands in a file', () => {
      const file = path.join(
        corpus ?? '',
        'lithnet-configsync',
        '1-resourcemanagement-powershell-examples',
        'Email Notifications',
        'WFAccountExpiry.xoml',
      )

      const xoml = readXoml(readFileSync(file, 'utf8'), { file: 'WFAccountExpiry.xoml', path: '' })

      expect(xoml).toMatchObject({
        readable: true,
        activities: [
          {
            activity: 'EmailNotificationActivity',
            clrNamespace: 'Microsoft.ResourceManagement.Workflow.Activities',
            properties: [
              { name: 'To', value: '[//Target/Email];' },
              { name: 'EmailTemplate', value: '##xmlref:accountExpirationEmailTemplate:ObjectID##' },
              { name: 'SuppressException', value: 'False' },
            ],
          },
        ],
      })
    })
  },
)
