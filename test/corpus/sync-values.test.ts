import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Connector, FlowMapping, Metaverse, SyncRule } from '../../src/model/index.js'
import { readers as connectReaders } from '../../src/readers/connect-sync/index.js'
import { readers as mimReaders } from '../../src/readers/mim-sync/index.js'
import { decodeText, peekRoot } from '../../src/xml/index.js'

/** Counting alone would not notice values that land in the wrong place: here the texts themselves are compared. */
const corpus = process.env.MIM2ENTRA_CORPUS ?? ''
const folders = ['mim-sync-server-export', 'mim-service-export', 'single-ma-export', 'aadc-server-config']
const readers = [...connectReaders, ...mimReaders]

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return filesBelow(path)
    return /\.xml$/i.test(name) && !/^(?:policy|schema)\.xml$/i.test(name) ? [path] : []
  })
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}

/** Texts of every element of that name, empty ones left out. */
function texts(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`, 'g'))]
    .map((match) => decode(match[1] ?? '').trim())
    .filter((text) => text !== '')
}

/** Values of an attribute on start tags of that name. */
function values(xml: string, element: string, attribute: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}\\s[^>]*?${attribute}=["']([^"']*)["']`, 'g'))].map((match) =>
    decode(match[1] ?? ''),
  )
}

function section(xml: string, name: string): string {
  const start = xml.search(new RegExp(`<${name}[\\s>]`))
  const end = xml.lastIndexOf(`</${name}>`)
  return start < 0 || end < start ? '' : xml.slice(start, end)
}

function bare(guids: readonly string[]): string[] {
  return guids.map((guid) => guid.replace(/[{}]/g, '').toLowerCase())
}

function sourcesOf(mapping: FlowMapping): string[] {
  if (mapping.kind === 'direct') return [mapping.source.name]
  return mapping.kind === 'scripted' || mapping.kind === 'sync-rule' ? mapping.sources.map((source) => source.name) : []
}

function compareFlows(mappings: readonly FlowMapping[], xml: string): void {
  expect(new Set(mappings.flatMap(sourcesOf))).toEqual(new Set([...texts(xml, 'src-attribute'), ...texts(xml, 'attr')]))
  expect(mappings.flatMap((one) => (one.kind === 'scripted' ? [one.ruleName] : []))).toEqual(
    texts(xml, 'script-context'),
  )
  expect(mappings.flatMap((one) => (one.kind === 'dn-part' ? [`${one.part}`] : []))).toEqual(texts(xml, 'dn-part'))
  const constants = mappings.flatMap((one) =>
    one.kind === 'constant' || (one.kind === 'sync-rule' && one.constant !== undefined) ? [one.constant?.value] : [],
  )
  const written = [...texts(xml, 'constant-value'), ...texts(xml, 'sync-rule-value')].filter(
    (text) => text !== 'Pa$$w0rd',
  )
  expect(constants.filter((value) => value !== undefined).sort()).toEqual(written.sort())
  const rules = mappings.flatMap((one) => (one.kind === 'sync-rule' ? [one.ruleId] : []))
  expect(rules).toEqual(bare(values(xml, 'sync-rule-mapping', 'sync-rule-id')))
  const args = [...JSON.stringify(mappings).matchAll(/"kind":"text","text":("(?:[^"\\]|\\.)*")/g)].map((match) =>
    String(JSON.parse(match[1] ?? '""')),
  )
  expect(args.sort()).toEqual(texts(xml, 'arg').sort())
}

function compareConnector(connector: Connector, xml: string): void {
  const flows = section(xml, 'export-attribute-flow')
  const exported = connector.exportFlows.flatMap((set) => set.flows)
  expect(exported.map((flow) => flow.targetAttribute)).toEqual(values(flows, 'export-flow', 'cd-attribute'))
  compareFlows(
    exported.map((flow) => flow.mapping),
    flows,
  )
  const joins = section(xml, 'join')
  const criteria = connector.joins.flatMap((profile) => profile.criteria)
  expect(criteria.map((criterion) => criterion.id)).toEqual(bare(values(joins, 'join-criterion', 'id')))
  const mappings = criteria.flatMap((criterion) => criterion.mappings)
  expect(mappings.map((mapping) => mapping.metaverseAttribute)).toEqual(
    values(joins, 'attribute-mapping', 'mv-attribute'),
  )
  const filters = section(xml, 'stay-disconnector')
  const conditions = connector.filters
    .flatMap((set) => set.alternatives)
    .flatMap((alternative) => alternative.conditions)
  expect(conditions.map((one) => one.operator)).toEqual(values(filters, 'condition', 'operator'))
  expect(conditions.map((one) => one.value ?? '').filter((value) => value !== '')).toEqual(texts(filters, 'value'))
  const runs = section(xml, 'ma-run-data')
  const steps = connector.runProfiles.flatMap((profile) => profile.steps)
  expect(steps.map((step) => step.raw.split(' ')[0])).toEqual(values(runs, 'step-type', 'type'))
  expect(steps.map((step) => step.partitionId)).toEqual(bare(texts(runs, 'partition')))
  expect(steps.map((step) => step.dropFile.name).filter((name) => name !== '')).toEqual(texts(runs, 'dropfile-name'))
  expect(steps.filter((step) => step.kind === 'unknown')).toEqual([])
  expect(connector.selectedAttributes).toEqual(texts(section(xml, 'attribute-inclusion'), 'attribute'))
}

function compareMetaverse(metaverse: Metaverse, xml: string): void {
  const flows = section(xml, 'import-attribute-flow')
  const imported = metaverse.importFlows.flatMap((group) => group.flows)
  expect(metaverse.importFlows.map((group) => group.attribute)).toEqual(values(flows, 'import-flows', 'mv-attribute'))
  expect(metaverse.importFlows.map((group) => group.precedence)).toEqual(values(flows, 'import-flows', 'type'))
  expect(imported.map((flow) => flow.connectorId)).toEqual(bare(values(flows, 'import-flow', 'src-ma')))
  expect(imported.map((flow) => flow.sourceObjectType)).toEqual(values(flows, 'import-flow', 'cd-object-type'))
  compareFlows(
    imported.map((flow) => flow.mapping),
    flows,
  )
}

function compareRule(rule: SyncRule, xml: string): void {
  expect(rule.mappings.map((mapping) => mapping.target)).toEqual(texts(xml, 'dest'))
  expect(rule.mappings.flatMap((mapping) => mapping.sources)).toEqual(texts(xml, 'attr'))
  const expressions = rule.mappings.flatMap((one) =>
    one.expression?.language === 'connect' ? [one.expression.text] : [],
  )
  expect(expressions).toEqual(texts(xml, 'expression'))
  expect(rule.scope.flat().map((one) => one.operator)).toEqual(texts(xml, 'csOperator'))
  expect(rule.joins.flat().map((one) => one.metaverseAttribute)).toEqual(texts(xml, 'ilmAttribute'))
}

const title =
  corpus === '' ? 'values of real sync exports (skipped: MIM2ENTRA_CORPUS is not set)' : 'values of real sync exports'

describe.skipIf(corpus === '')(title, () => {
  const files = corpus === '' ? [] : folders.flatMap((folder) => filesBelow(join(corpus, folder)))

  it('has files to compare', () => {
    expect(files.length).toBeGreaterThan(70)
  })

  it.each(files.map((path) => [relative(corpus, path), path]))('%s', async (name, path) => {
    const { text, encoding } = decodeText(readFileSync(path))
    const head = text.slice(0, 65_536)
    const reader = readers.find((candidate) => candidate.recognise({ root: peekRoot(head), head }))
    const result = await reader?.read({ name, sizeBytes: text.length, sha256: '', encoding, text })

    for (const part of result?.parts ?? []) {
      if (part.kind === 'connector') compareConnector(part.connector, text.replace(/<mv-data>[\s\S]*<\/mv-data>/, ''))
      if (part.kind === 'metaverse') compareMetaverse(part.metaverse, text.replace(/<ma-data>[\s\S]*<\/ma-data>/, ''))
      if (part.kind === 'sync-rule') compareRule(part.rule, text)
    }
    expect(JSON.stringify(result ?? {})).not.toContain('Pa$$w0rd')
  })
})
