import type { EstateMap, MapNode } from '../model.js'
import type { Words } from '../words.js'

/** One connector box and its arrows, in SVG user units. */
export interface PlacedNode {
  readonly name: string
  readonly fullName: string
  readonly kind: string
  readonly href: string
  readonly role: MapNode['role']
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly textX: number
  readonly nameY: number
  readonly kindY: number
  readonly arrows: readonly PlacedArrow[]
}

export interface PlacedArrow {
  readonly path: string
  /** The arrow's tip. */
  readonly head: string
  readonly label: string
  readonly labelX: number
  readonly labelY: number
  /** For people who hear the picture: "HR brings 24 flows". */
  readonly description: string
}

export interface PlacedMap {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly width: number
  readonly height: number
  readonly metaverse: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
    readonly lines: readonly { readonly text: string; readonly y: number }[]
  }
  readonly centerX: number
  readonly nodes: readonly PlacedNode[]
}

const WIDTH = 960
const NODE = { width: 250, height: 54, gap: 16 }
const CENTER = { x: 385, width: 190 }
const TOP = 24

/** Who brings more stands left, who receives more stands right; systems without any flow fill the shorter side. */
export function layoutMap(map: EstateMap, words: Words): PlacedMap {
  const active = map.nodes.filter((node) => node.role !== 'idle')
  const left = active.filter((node) => node.importFlows >= node.exportFlows)
  const right = active.filter((node) => node.importFlows < node.exportFlows)
  for (const idle of map.nodes.filter((node) => node.role === 'idle'))
    (left.length <= right.length ? left : right).push(idle)
  const rows = Math.max(left.length, right.length, 3)
  const height = TOP * 2 + rows * NODE.height + (rows - 1) * NODE.gap
  const types = map.metaverse.objectTypes
  const shown = types.slice(0, Math.max(1, rows * 3 - 4))
  const texts = [
    words('html.map.attributes', { count: map.metaverse.attributes }),
    ...shown,
    ...(shown.length < types.length ? [words('html.more', { count: types.length - shown.length })] : []),
  ]
  const brings = map.nodes.filter((node) => node.importFlows > 0)
  const receives = map.nodes.filter((node) => node.exportFlows > 0)
  return {
    id: map.id,
    title: map.title,
    description: words('html.map.description', {
      count: map.nodes.length,
      brings: brings.length,
      receives: receives.length,
    }),
    width: WIDTH,
    height,
    metaverse: {
      x: CENTER.x,
      y: TOP,
      width: CENTER.width,
      height: height - TOP * 2,
      lines: texts.map((text, index) => ({ text: cut(text, 24), y: TOP + 58 + index * 20 })),
    },
    centerX: CENTER.x + CENTER.width / 2,
    nodes: [
      ...left.map((node, index) => place(node, 'left', index, left.length, height, words)),
      ...right.map((node, index) => place(node, 'right', index, right.length, height, words)),
    ],
  }
}

function place(
  node: MapNode,
  side: 'left' | 'right',
  index: number,
  count: number,
  height: number,
  words: Words,
): PlacedNode {
  const used = count * NODE.height + (count - 1) * NODE.gap
  const y = (height - used) / 2 + index * (NODE.height + NODE.gap)
  const x = side === 'left' ? 8 : WIDTH - NODE.width - 8
  const middle = y + NODE.height / 2
  const inner = side === 'left' ? x + NODE.width : x
  const wall = side === 'left' ? CENTER.x : CENTER.x + CENTER.width
  const arrows: PlacedArrow[] = []
  const twoWay = node.importFlows > 0 && node.exportFlows > 0
  const arrow = (from: number, to: number, at: number, flows: number, verb: 'brings' | 'receives') => {
    const back = to > from ? -9 : 9
    arrows.push({
      path: `M ${from} ${at} H ${to + back}`,
      head: `M ${to} ${at} l ${back} -5 v 10 z`,
      label: String(flows),
      labelX: (from + to) / 2,
      labelY: at - 5,
      description: words(`html.map.${verb}`, { name: node.name, flows }),
    })
  }
  if (node.importFlows > 0) arrow(inner, wall, twoWay ? middle - 11 : middle, node.importFlows, 'brings')
  if (node.exportFlows > 0) arrow(wall, inner, twoWay ? middle + 13 : middle, node.exportFlows, 'receives')
  return {
    name: cut(node.name, 27),
    fullName: node.name,
    kind: cut(node.objectTypes.length === 0 ? node.kind : `${node.kind}: ${node.objectTypes.join(', ')}`, 36),
    href: `#${node.anchor}`,
    role: node.role,
    x,
    y,
    width: NODE.width,
    height: NODE.height,
    textX: x + 12,
    nameY: y + 23,
    kindY: y + 42,
    arrows,
  }
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
