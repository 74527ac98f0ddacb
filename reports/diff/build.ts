import {
  buildOf,
  type Consequence,
  type Difference,
  type Noise,
  type SideRow,
  type SideValue,
  sideBySide,
  type ThingKind,
} from '../../src/diff/index.js'
import type { Estate } from '../../src/model/index.js'
import type { Words } from '../words.js'
import { xmlText } from '../xml-text.js'
import type { ComparedExport, ConsequenceText, DiffArea, DiffReport, DiffRow, DiffValue } from './model.js'

export interface NamedEstate {
  readonly label: string
  readonly estate: Estate
}

/** Names of one consequence that are printed; the number of all is always told. */
const MOST_NAMES = 40

/** Areas in the order in which they are shown, with what belongs to each. */
const areas: readonly (readonly [string, readonly ThingKind[]])[] = [
  [
    'connectors',
    ['server', 'service', 'metaverse', 'connector', 'parameter', 'setting', 'column', 'component-mapping'],
  ],
  ['scope', ['partition', 'container-included', 'container-excluded', 'filter', 'filter-alternative']],
  ['rules', ['join', 'projection', 'export-flow', 'attribute-flow', 'import-flow', 'deletion-rule', 'recall']],
  ['sync-rules', ['sync-rule', 'scope-group', 'outbound-scope-group', 'join-group', 'rule-flow', 'rule-parameter']],
  ['service', ['set', 'group', 'policy', 'workflow', 'activity', 'email-template', 'service-object', 'translation']],
  ['schema', ['schema-object-type', 'schema-attribute', 'attribute-binding', 'selected-attribute', 'service-schema']],
  ['operations', ['run-profile', 'run-step', 'schedule']],
  ['further', ['further', 'value']],
]

/** @param estates two or more; the first is what the others are held against */
export function buildDiffReport(
  estates: readonly NamedEstate[],
  product: DiffReport['product'],
  words: Words,
): DiffReport {
  const { rows, diffs } = sideBySide(estates.map(({ estate }) => estate))
  const shown = rows.map((row, index) => ({ row, shown: rowOf(row, index, words) }))
  const customers = shown.filter(({ row }) => row.difference.author === 'customer')
  const drift = shown.filter(({ row }) => row.difference.author === 'product').map((entry) => entry.shown)
  const unexplained = diffs.flatMap((diff) => diff.unexplained).map((consequence) => consequenceOf(consequence, words))
  const noise = sumNoise(diffs.map((diff) => diff.noise))
  const counts = {
    customer: customers.length,
    product: drift.length,
    consequences: rows.reduce((sum, row) => sum + row.consequences.length, unexplained.length),
    noise: Object.values(noise).reduce((sum, count) => sum + count, 0),
  }
  return {
    language: words.language,
    title: words(estates.length > 2 ? 'diff.title-many' : 'diff.title', {
      before: estates[0]?.label ?? '',
      after: estates.at(-1)?.label ?? '',
      count: estates.length,
    }),
    product,
    exports: estates.map(comparedExport),
    summary: summaryOf(counts, words),
    areas: areasOf(customers, words),
    drift,
    unexplained,
    notes: notesOf(estates, diffs, noise, words),
    counts,
  }
}

function comparedExport({ label, estate }: NamedEstate): ComparedExport {
  const names = [
    ...estate.servers.map((server) => server.name || server.product),
    ...estate.services.map((service) => service.source || 'MIM Service'),
  ]
  const builds = estate.servers.map(buildOf).filter((build) => build !== '')
  return {
    label,
    holds: names.join(', '),
    build: [...new Set(builds)].join(', '),
    files: estate.ledger.files.filter((file) => file.outcome === 'read').length,
  }
}

function summaryOf(counts: DiffReport['counts'], words: Words): string[] {
  if (counts.customer + counts.product === 0) return [words('diff.none')]
  return [
    words('diff.found', { count: counts.customer }),
    ...(counts.consequences > 0 ? [words('diff.follow', { count: counts.consequences })] : []),
    ...(counts.product > 0 ? [words('diff.drifted', { count: counts.product })] : []),
  ]
}

function areasOf(rows: readonly { readonly row: SideRow; readonly shown: DiffRow }[], words: Words): DiffArea[] {
  return areas.flatMap(([id, kinds]) => {
    const own = rows.filter(
      ({ row }) =>
        areaOf(row.difference) === id ||
        (id === 'further' && !areas.some(([other]) => other === areaOf(row.difference))),
    )
    return own.length === 0 || kinds.length === 0
      ? []
      : [{ id, title: words(`diff.area.${id}`), rows: own.map(({ shown }) => shown) }]
  })
}

/** A condition belongs where the filter or rule stands that has it. */
function areaOf({ thing, path }: Difference): string {
  for (const around of [thing, ...[...path].reverse()]) {
    const area = areas.find(([, kinds]) => kinds.includes(around.kind))
    if (area !== undefined) return area[0]
  }
  return 'further'
}

function rowOf({ difference, values, consequences }: SideRow, index: number, words: Words): DiffRow {
  const { thing, other, facet, change, rank, alike = [] } = difference
  const more = alike.length === 0 ? '' : words('diff.alike', { count: alike.length })
  return {
    id: `difference-${index + 1}`,
    change,
    changeText: words(`diff.change.${facet?.after.id === 'name' ? 'renamed' : change}`),
    kind: words(`diff.kind.${thing.kind}`),
    name: [
      facet?.after.text === thing.name && facet.after.id !== 'name' ? '' : xmlText(thing.name),
      more,
      placeOf(rank, facet === undefined, words),
    ]
      .filter((part) => part !== '')
      .join(' '),
    where: whereOf(difference),
    about:
      facet === undefined
        ? difference.order === undefined
          ? ''
          : words('diff.facet.order')
        : facetName(facet.after.id, words),
    values: values.map((value) => sideText(value, facet === undefined && difference.order === undefined, words)),
    consequences: consequences.map((consequence) => consequenceOf(consequence, words)),
    at: [...(other === undefined ? [] : [other.at]), thing.at].filter(({ file }) => file !== ''),
  }
}

/** Around it, without a frame that has the same name as what stands in it. */
function whereOf({ path, thing }: Difference): string[] {
  const around = path.at(-1)?.name === thing.name && path.at(-1)?.id === undefined ? path.slice(0, -1) : path
  return around.map(({ name }) => xmlText(name)).filter((name) => name !== '')
}

/** A rule that came is told with its place. */
function placeOf(rank: Difference['rank'], isWhole: boolean, words: Words): string {
  if (rank === undefined) return ''
  if (rank.before !== undefined && rank.after !== undefined)
    return rank.before === rank.after
      ? words('diff.rank-kept', { rank: rank.after })
      : words('diff.rank-moved', { before: rank.before, after: rank.after })
  return isWhole ? words('diff.rank', { rank: rank.after ?? rank.before ?? 0 }) : ''
}

/** Attributes of service objects and activities are called what they are called. */
function facetName(id: string, words: Words): string {
  return id.startsWith(':') ? id.slice(1) : words(`diff.facet.${id}`)
}

function sideText(value: SideValue, isWhole: boolean, words: Words): DiffValue {
  const { text, term, detail, isThere, isSame } = value
  if (!isThere) return { text: words('diff.not-there'), isSame }
  if (isWhole) return { text: words('diff.there'), isSame }
  const shown = text === '' ? words('diff.empty') : term === undefined ? xmlText(text) : words.term(term, text)
  return { text: detail === undefined ? shown : `${shown} (${xmlText(detail)})`, isSame }
}

function consequenceOf({ id, params, names }: Consequence, words: Words): ConsequenceText {
  const { kind, change } = params
  const what = kind === undefined ? {} : { what: words(`diff.count.${kind}`, { count: params.count ?? 0 }) }
  const done = change === undefined ? {} : { change: words(`diff.change.${change}`) }
  return {
    text: words(`diff.consequence.${id}`, { ...params, ...what, ...done }),
    names: names.slice(0, MOST_NAMES).map(xmlText),
    more: Math.max(0, names.length - MOST_NAMES),
  }
}

function sumNoise(all: readonly Readonly<Record<Noise, number>>[]): Record<Noise, number> {
  const sum: Record<Noise, number> = { order: 0, whitespace: 0, dates: 0, counters: 0, ids: 0 }
  for (const one of all) for (const kind of Object.keys(sum) as Noise[]) sum[kind] += one[kind]
  return sum
}

function notesOf(
  estates: readonly NamedEstate[],
  diffs: ReturnType<typeof sideBySide>['diffs'],
  noise: Readonly<Record<Noise, number>>,
  words: Words,
): string[] {
  const kinds = (Object.keys(noise) as Noise[]).filter((kind) => noise[kind] > 0)
  const bytes = [...new Set(diffs.flatMap((diff) => diff.onlyBytes))]
  return [
    ...(kinds.length === 0
      ? []
      : [
          words('diff.noise', {
            what: kinds.map((kind) => words(`diff.noise.${kind}`, { count: noise[kind] })).join(', '),
          }),
        ]),
    ...diffs.flatMap((diff) =>
      diff.byFingerprint.map(({ before, after, likeness }) =>
        words('diff.fingerprint', { before: before.name, after: after.name, percent: Math.round(likeness * 100) }),
      ),
    ),
    ...(bytes.length === 0
      ? []
      : [words('diff.only-bytes', { count: bytes.length, files: bytes.slice(0, 10).join(', ') })]),
    ...estates.flatMap(({ label, estate }) => {
      const unread = estate.ledger.files.filter((file) => file.outcome === 'failed').map(({ file }) => file)
      return unread.length === 0
        ? []
        : [words('diff.unread', { label, count: unread.length, files: unread.slice(0, 10).join(', ') })]
    }),
  ]
}
