import type { ObjectPreview, PreviewedFlow, PreviewedRule } from '../../src/model/index.js'
import type { Words } from '../words.js'

/** What the page's templates need: every text said, every decision made. */
export interface PreviewPageView {
  readonly language: string
  readonly title: string
  readonly lead: string
  readonly objects: readonly ObjectView[]
  /** Only where there are several. */
  readonly overview: PreviewTable | undefined
  /** What was left out of the page, '' for nothing. */
  readonly leftOut: string
}

export interface ObjectView {
  readonly id: string
  readonly title: string
  readonly outcome: string
  readonly isError: boolean
  readonly error: string
  readonly tables: readonly PreviewTable[]
  readonly open: boolean
}

export interface PreviewTable {
  readonly title: string
  readonly lead: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly mark: string; readonly cells: readonly PreviewCell[] }[]
}

export interface PreviewCell {
  readonly text: string
  /** `#id` on the page, '' for plain text. */
  readonly href: string
  readonly code: boolean
}

export function previewView(previews: readonly ObjectPreview[], leftOut: number, words: Words): PreviewPageView {
  const several = previews.length > 1
  const [only] = previews
  return {
    language: words.language,
    title:
      several || only === undefined ? words('preview.title-many') : words('preview.title-one', { object: only.object }),
    lead: words('preview.lead'),
    objects: previews.map((preview, index) => objectView(preview, index, !several, words)),
    overview: several ? overviewOf(previews, words) : undefined,
    leftOut: leftOut === 0 ? '' : words('preview.left-out', { count: leftOut }),
  }
}

function overviewOf(previews: readonly ObjectPreview[], words: Words): PreviewTable {
  return table(
    words,
    'overview',
    ['object', 'outcome', 'mv-changes', 'exports', 'error'],
    previews.map((one, index) => ({
      mark: one.error === undefined ? '' : 'bad',
      cells: [
        { ...plain(one.object), href: `#object-${index + 1}`, code: true },
        plain(words.term('preview-link', one.link)),
        plain(words.number(one.mvChanges.length)),
        plain(words.number(one.exports.length)),
        plain(one.error?.code ?? ''),
      ],
    })),
  )
}

function objectView(preview: ObjectPreview, index: number, open: boolean, words: Words): ObjectView {
  const tables = [
    attributesTable(preview, words),
    changesTable(preview, words),
    provisioningTable(preview, words),
    exportsTable(preview, words),
    rulesTable('filters', preview.filters, words),
    rulesTable('scopes', preview.scopes, words),
    rulesTable('joins', preview.joins, words, (at) => preview.joins[at]?.candidates.join(', ') ?? ''),
    rulesTable('projections', preview.projections, words),
    flowsTable('import-flows', preview.importFlows, words),
    recallTable(preview, words),
    rulesTable('deletion', preview.deletion, words),
    flowsTable('export-flows', preview.exportFlows, words),
    notesTable(preview, words),
  ]
  const { error } = preview
  return {
    id: `object-${index + 1}`,
    title: preview.object,
    outcome: words('preview.outcome', {
      link: words.term('preview-link', preview.link),
      mode: words.term('preview-mode', preview.mode),
    }),
    isError: error !== undefined,
    error:
      error === undefined
        ? ''
        : [error.code, error.message, error.rule ?? ''].filter((text) => text !== '').join(' · '),
    tables: tables.filter((one) => one.rows.length > 0),
    open,
  }
}

function plain(text: string): PreviewCell {
  return { text, href: '', code: false }
}

function code(text: string): PreviewCell {
  return { text, href: '', code: true }
}

function table(words: Words, key: string, columns: readonly string[], rows: PreviewTable['rows']): PreviewTable {
  return {
    title: words(`preview.${key}`),
    lead: words(`preview.${key}-lead`),
    columns: columns.map((column) => words(`preview.column-${column}`)),
    rows,
  }
}

/** Who could give each attribute, best first, and who does. */
function attributesTable({ attributes }: ObjectPreview, words: Words): PreviewTable {
  const rows = attributes.flatMap((one) => {
    const candidates = one.candidates.map((candidate) => ({
      mark: candidate.winner ? 'good' : '',
      cells: [
        code(one.attribute),
        plain(candidate.rule),
        plain(candidate.rank === undefined ? '' : words.number(candidate.rank)),
        code(candidate.object),
        code(values(candidate.values, words)),
        plain(candidate.winner ? words('preview.winner') : ''),
      ],
    }))
    if (candidates.length > 0) return candidates
    return [
      {
        mark: 'good',
        cells: [
          code(one.attribute),
          plain(one.from),
          plain(''),
          plain(''),
          code(values(one.values, words)),
          plain(words('preview.winner')),
        ],
      },
    ]
  })
  return table(words, 'attributes', ['attribute', 'rule', 'rank', 'object', 'value', 'winner'], rows)
}

function changesTable({ mvChanges }: ObjectPreview, words: Words): PreviewTable {
  const rows = mvChanges.map((one) => ({
    mark: '',
    cells: [
      code(one.attribute),
      code(values(one.old, words)),
      plain(one.formerly),
      code(values(one.value, words)),
      plain(one.from),
    ],
  }))
  return table(words, 'changes', ['attribute', 'old', 'formerly', 'new', 'rule'], rows)
}

function provisioningTable({ provisioning }: ObjectPreview, words: Words): PreviewTable {
  const rows = provisioning.map((one) => ({
    mark: '',
    cells: [plain(one.ma), plain(words.term('preview-action', one.action)), code(one.dn)],
  }))
  return table(words, 'provisioning', ['connector', 'action', 'dn'], rows)
}

function exportsTable({ exports }: ObjectPreview, words: Words): PreviewTable {
  const rows = exports.flatMap((one) => {
    const row = (attribute: string, value: string) => ({
      mark: '',
      cells: [
        plain(one.ma),
        code(one.key),
        plain(words.term('preview-operation', one.operation)),
        code(attribute),
        code(value),
      ],
    })
    const named = one.newDn === '' ? [] : [row('dn', one.newDn)]
    const changes = Object.entries(one.attributes).map(([name, list]) => row(name, values(list, words)))
    const all = [...named, ...changes]
    return all.length > 0 ? all : [row('', '')]
  })
  return table(words, 'pending', ['connector', 'object', 'operation', 'attribute', 'new'], rows)
}

function rulesTable(
  key: string,
  rules: readonly PreviewedRule[],
  words: Words,
  further: (at: number) => string = () => '',
): PreviewTable {
  const rows = rules.map((one, at) => ({
    mark: isMet(one.result) ? 'good' : '',
    cells: [
      plain(one.rule),
      plain(words.term('preview-result', one.result)),
      code([one.reason, further(at)].filter((text) => text !== '').join(' ')),
    ],
  }))
  return table(words, key, ['rule', 'result', 'why'], rows)
}

const MET: ReadonlySet<string> = new Set(['met', 'joined', 'in-scope', 'applied', 'staged', 'repopulated', 'deleted'])

function isMet(result: string): boolean {
  return MET.has(result)
}

function flowsTable(key: string, flows: readonly PreviewedFlow[], words: Words): PreviewTable {
  const rows = flows.map((one) => {
    const waiting =
      one.unavailable.length === 0 ? '' : words('preview.unavailable', { targets: one.unavailable.join(', ') })
    return {
      mark: isMet(one.status) ? 'good' : '',
      cells: [
        code(one.attribute),
        plain(one.rule),
        plain(words.term('preview-result', one.status)),
        code(values(one.value, words)),
        code([one.object, waiting].filter((text) => text !== '').join(' · ')),
      ],
    }
  })
  return table(words, key, ['attribute', 'rule', 'result', 'value', 'object'], rows)
}

function recallTable({ recalls }: ObjectPreview, words: Words): PreviewTable {
  const rows = recalls.map((one) => ({
    mark: '',
    cells: [code(one.attribute), plain(one.from), plain(words.term('preview-result', one.status))],
  }))
  return table(words, 'recall', ['attribute', 'rule', 'result'], rows)
}

function notesTable({ notes }: ObjectPreview, words: Words): PreviewTable {
  return table(
    words,
    'notes',
    ['note'],
    notes.map((one) => ({ mark: 'bad', cells: [plain(one)] })),
  )
}

function values(list: readonly string[], words: Words): string {
  return list.length === 0 ? words('preview.nothing') : list.join(' · ')
}
