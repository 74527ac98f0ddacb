import { Paragraph } from 'docx'
import { ChartRun } from 'docx/charts'
import { type IShapeGroupChildOptions, ShapeGroupRun } from 'docx/shapes'
import type { EstateMap, MapNode, Report } from '../model.js'
import type { Words } from '../words.js'
import { xmlText } from '../xml-text.js'
import type { Block, Captions } from './blocks.js'
import { run } from './blocks.js'
import { tones, type WordLook } from './styles.js'

/** Pixels between the margins at 96 to the inch. */
const WIDTH = 640
const BOX = { width: 190, height: 44, gap: 10 }
/** More boxes than this on one side do not fit on a page; the table below the figure names all. */
const MOST_BOXES = 16

interface Placed {
  readonly node: MapNode
  readonly id: string
  readonly left: number
  readonly top: number
}

/** Connectors around the metaverse, drawn with shapes that can be edited. */
export function estateFigure(map: EstateMap, words: Words, captions: Captions, look: WordLook): readonly Block[] {
  const drawn = map.nodes.filter(({ role }) => role !== 'idle')
  const sources = drawn.filter(bringsMore).slice(0, MOST_BOXES)
  const targets = drawn.filter((node) => !bringsMore(node)).slice(0, MOST_BOXES)
  if (sources.length + targets.length === 0) return []
  const rows = Math.max(sources.length, targets.length, 2)
  const height = rows * (BOX.height + BOX.gap) - BOX.gap
  const column = (nodes: readonly MapNode[], left: number, side: string): readonly Placed[] => {
    const free = height - nodes.length * (BOX.height + BOX.gap) + BOX.gap
    return nodes.map((node, index) => ({
      node,
      id: `${side}${index}`,
      left,
      top: Math.round(free / 2) + index * (BOX.height + BOX.gap),
    }))
  }
  const brings = column(sources, 0, 's')
  const receives = column(targets, WIDTH - BOX.width, 't')
  const children: IShapeGroupChildOptions[] = [
    ...[...brings, ...receives].map((placed) => box(placed)),
    {
      id: 'metaverse',
      type: 'roundedRectangle',
      transformation: {
        width: 130,
        height: Math.min(height, 120),
        offset: { left: (WIDTH - 130) / 2, top: (height - Math.min(height, 120)) / 2 },
      },
      fill: look.accent,
      line: 'none',
      altText: { name: xmlText(map.metaverse.label) },
      textOptions: { verticalAlignment: 'center' },
      children: [
        centred(map.metaverse.label, { bold: true, color: 'FFFFFF', size: 18 }),
        centred(words('html.map.attributes', { count: map.metaverse.attributes }), { color: 'FFFFFF', size: 15 }),
      ],
    },
    ...brings.map((placed): IShapeGroupChildOptions => arrow(placed.id, 'metaverse', placed.node)),
    ...receives.map((placed): IShapeGroupChildOptions => arrow('metaverse', placed.id, placed.node)),
  ]
  const description = words('html.map.description', {
    count: map.nodes.length,
    brings: drawn.filter(({ role }) => role !== 'target').length,
    receives: drawn.filter(({ role }) => role !== 'source').length,
  })
  return [
    new Paragraph({
      keepNext: true,
      children: [
        new ShapeGroupRun({
          children,
          transformation: { width: WIDTH, height },
          altText: { name: xmlText(map.title), description },
        }),
      ],
    }),
    captions.of('Figure', `${map.title}. ${words('html.map-legend')}`),
  ]
}

/** A connector that brings and receives stands on the side of what it does more. */
function bringsMore({ role, importFlows, exportFlows }: MapNode): boolean {
  return role === 'source' || (role === 'both' && importFlows >= exportFlows)
}

function box({ node, id, left, top }: Placed): IShapeGroupChildOptions {
  return {
    id,
    type: 'roundedRectangle',
    transformation: { width: BOX.width, height: BOX.height, offset: { left, top } },
    fill: 'F4F6F9',
    line: { color: '8793A6', width: 0.75 },
    altText: { name: xmlText(node.name) },
    textOptions: { verticalAlignment: 'center', margins: { top: 1, bottom: 1, left: 4, right: 4 } },
    children: [
      centred(shortened(node.name, 30), { bold: true, size: 16, color: '1F2933' }),
      centred(`${node.kind} · ${flowCounts(node)}`, { size: 13, color: '52606D' }),
    ],
  }
}

function flowCounts({ importFlows, exportFlows }: MapNode): string {
  return [importFlows === 0 ? '' : `→ ${importFlows}`, exportFlows === 0 ? '' : `← ${exportFlows}`]
    .filter((part) => part !== '')
    .join(' ')
}

function arrow(from: string, to: string, { role, name }: MapNode): IShapeGroupChildOptions {
  return {
    type: 'connector',
    from,
    to,
    route: 'straight',
    altText: { name: xmlText(name) },
    line: { color: '6B7A90', width: 1, endArrow: 'triangle', ...(role === 'both' ? { startArrow: 'triangle' } : {}) },
  }
}

function centred(text: string, options: Parameters<typeof run>[1]): Paragraph {
  return new Paragraph({
    alignment: 'center',
    spacing: { after: 0, line: 220, lineRule: 'auto' },
    children: [run(text, options)],
  })
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}

/** How many scenarios carry each verdict, as a chart whose data can be edited. */
export function verdictFigure(report: Report, words: Words, captions: Captions): readonly Block[] {
  const counts = Object.entries(report.headline.verdicts).filter(([, count]) => count > 0)
  if (counts.length === 0) return []
  return barFigure(
    words('word.verdict-figure'),
    counts.map(([verdict, value]) => ({ name: words.term('verdict', verdict), value, tone: verdict })),
    captions,
  )
}

/** How true the mappings are to today. */
export function mappingFigure(report: Report, words: Words, captions: Captions): readonly Block[] {
  const counts = Object.entries(report.headline.mappings).filter(([, count]) => count > 0)
  if (counts.length === 0) return []
  return barFigure(
    words('word.mapping-figure'),
    counts.map(([result, value]) => ({ name: words.term('result', result), value, tone: result })),
    captions,
  )
}

interface Bar {
  readonly name: string
  readonly value: number
  readonly tone: string
}

function barFigure(title: string, bars: readonly Bar[], captions: Captions): readonly Block[] {
  // The first category of a bar chart stands at the bottom.
  const upwards = [...bars].reverse()
  return [
    new Paragraph({
      keepNext: true,
      children: [
        new ChartRun({
          type: 'bar',
          categories: upwards.map(({ name }) => name),
          series: [
            {
              name: title,
              values: upwards.map(({ value }) => value),
              colors: upwards.map(({ tone }) => tones[tone]?.ink),
            },
          ],
          legend: false,
          dataLabels: { value: true },
          gapWidth: 60,
          valueAxis: { visible: false, gridlines: false },
          transformation: { width: 560, height: 40 + bars.length * 34 },
          altText: { name: title, description: bars.map(({ name, value }) => `${name}: ${value}`).join('; ') },
        }),
      ],
    }),
    captions.of('Figure', title),
  ]
}
