import type { LineageAttribute, MappingView, Report, ReportTable, Row } from '../model.js'
import { longestMapping, mostSteps } from './limits.js'
import type { Links } from './links.js'
import { escaped, linkMarkup, placesMarkup } from './markup.js'

export interface LineageGroup {
  readonly title: string
  readonly count: string
  /** Markup, one `details` an attribute. */
  readonly attributes: string
}

export interface LineageView {
  readonly groups: readonly LineageGroup[]
  /** Attributes written, counted by `reconcile`. */
  readonly count: number
}

interface Context {
  readonly links: Links
  readonly rows: readonly Row[]
  readonly position: (key: string) => number
  readonly mappings: ReadonlyMap<string, MappingView['lines'][number]>
}

/** Every attribute with what fills it, what it fills, and the Entra mapping beside each way out. */
export function lineageView(report: Report, links: Links): LineageView {
  const flows = report.tables.find((table) => table.id === 'flows')
  const context: Context = {
    links,
    rows: flows?.rows ?? [],
    position: positions(flows),
    mappings: new Map(report.mappings.flatMap((view) => view.lines.map((line) => [line.anchor, line]))),
  }
  const names = new Map(report.maps.map((map) => [map.id, map.title]))
  const groups = new Map<string, LineageAttribute[]>()
  for (const attribute of report.lineage) {
    const title = [names.get(attribute.server) ?? '', attribute.objectType].filter((part) => part !== '').join(' · ')
    const group = groups.get(title)
    if (group === undefined) groups.set(title, [attribute])
    else group.push(attribute)
  }
  return {
    groups: [...groups].map(([title, attributes]) => ({
      title,
      count: links.words.number(attributes.length),
      attributes: attributes.map((attribute) => attributeMarkup(attribute, context)).join(''),
    })),
    count: report.lineage.length,
  }
}

function positions(flows: ReportTable | undefined): (key: string) => number {
  const byKey = new Map((flows?.columns ?? []).map((column, index) => [column.key, index]))
  return (key) => byKey.get(key) ?? -1
}

function attributeMarkup(attribute: LineageAttribute, context: Context): string {
  const { words } = context.links
  const name = attribute.attribute === '' ? words('html.lineage.none') : attribute.attribute
  const results = [...new Set(attribute.targets.flatMap((target) => target.mappings))].map(
    (anchor) => context.mappings.get(anchor)?.result ?? 'impossible',
  )
  const worst = (['impossible', 'approximate', 'conditional', 'exact'] as const).find((each) => results.includes(each))
  const pill = worst === undefined ? '' : ` ${resultPill(worst, context)}`
  const counts = words('html.lineage.counts', { sources: attribute.sources.length, targets: attribute.targets.length })
  return (
    `<details class="lin" id="${escaped(attribute.anchor)}"><summary><b>${escaped(name)}</b> <span class="muted">${escaped(counts)}</span>${pill}</summary>` +
    `<div class="path"><div><h4>${escaped(words('html.lineage.from'))}</h4>${list(attribute.sources, (flow) => sourceMarkup(flow, context), context)}</div>` +
    `<div class="mid"><span>${escaped(attribute.objectType)}</span><b>${escaped(name)}</b></div>` +
    `<div><h4>${escaped(words('html.lineage.to'))}</h4>${list(attribute.targets, (target) => targetMarkup(target, context), context)}</div></div></details>\n`
  )
}

function list<T>(items: readonly T[], markup: (item: T) => string, { links }: Context): string {
  if (items.length === 0) return `<p class="muted">${escaped(links.words('cells.nothing'))}</p>`
  const shown = items.slice(0, mostSteps)
  const sheet = links.words('tables.flows.sheet')
  const rest =
    items.length === shown.length
      ? ''
      : `<li class="muted">${escaped(links.words('html.capped-list', { left: items.length - shown.length, sheet }))}</li>`
  return `<ol>${shown.map((item) => `<li>${markup(item)}</li>`).join('')}${rest}</ol>`
}

function sourceMarkup(flow: number, context: Context): string {
  const cell = cellsOf(flow, context)
  const rank = cell('precedence')
  const rule = cell('rule')
  return `${rank === '' ? '' : `<span class="rank">${rank}</span> `}${system(flow, context)} <code>${cell('value')}</code> <span class="muted">${cell('kind')}${rule === '' ? '' : `, ${rule}`}</span> ${place(flow, context)}`
}

function targetMarkup(target: LineageAttribute['targets'][number], context: Context): string {
  const cell = cellsOf(target.flow, context)
  const detail = [cell('kind'), cell('rule'), cell('notes')].filter((part) => part !== '').join(', ')
  const tomorrow = target.mappings.map((anchor) => mappingMarkup(anchor, context)).join('')
  return `${system(target.flow, context)} <b>${cell('connectorAttribute')}</b> ← <code>${cell('value')}</code> <span class="muted">${detail}</span> ${place(target.flow, context)}${tomorrow}`
}

function mappingMarkup(anchor: string, context: Context): string {
  const line = context.mappings.get(anchor)
  if (line === undefined) return ''
  // Where the job holds nothing for it, the reason says why.
  const said = line.mapping === '' ? escaped(cut(line.reasons)) : `<code>${escaped(cut(line.mapping))}</code>`
  return `<div class="entra">${resultPill(line.result, context)} Entra: ${linkMarkup(wayTo(anchor, context), line.target)} ${said}</div>`
}

/** The line of the mapping, or its table where the page leaves the line out. */
function wayTo(anchor: string, { links }: Context): string {
  const line = `#${anchor}`
  return links.leftOut.has(line) ? line.replace(/-\d+$/, '') : line
}

function cut(text: string): string {
  return text.length <= longestMapping ? text : `${text.slice(0, longestMapping)}…`
}

function resultPill(result: string, { links }: Context): string {
  return `<span class="pill x-${result}">${escaped(links.words.term('result', result))}</span>`
}

/** Escaped text of a flow's cell. */
function cellsOf(flow: number, context: Context): (key: string) => string {
  const row = context.rows[flow]
  return (key) => {
    const cell = row?.cells[context.position(key)] ?? ''
    return escaped(typeof cell === 'object' ? cell.text : String(cell))
  }
}

function system(flow: number, context: Context): string {
  const cell = context.rows[flow]?.cells[context.position('connector')] ?? ''
  const name = typeof cell === 'object' ? linkMarkup(cell.href, cell.text) : escaped(String(cell))
  return `${name} <span class="muted">${cellsOf(flow, context)('connectorObjectType')}</span>`
}

function place(flow: number, context: Context): string {
  return `<span class="where">${placesMarkup(context.rows[flow]?.at ?? [], 1, context.links)}</span>`
}
