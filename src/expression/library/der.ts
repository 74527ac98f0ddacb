/** The little of DER a certificate needs. */

export interface DerNode {
  readonly tag: number
  readonly content: Uint8Array
  /** Tag, length and content. */
  readonly whole: Uint8Array
}

/** The one node these bytes are; undefined when they are not exactly one. */
export function readDer(bytes: Uint8Array): DerNode | undefined {
  const node = readNode(bytes)
  return node?.whole.length === bytes.length ? node : undefined
}

function readNode(bytes: Uint8Array): DerNode | undefined {
  const tag = bytes[0]
  const first = bytes[1]
  if (tag === undefined || first === undefined) return undefined
  let length = first
  let start = 2
  if (first >= 0x80) {
    const count = first & 0x7f
    if (count < 1 || count > 4 || bytes.length < 2 + count) return undefined
    length = 0
    for (let index = 0; index < count; index++) length = length * 256 + (bytes[2 + index] ?? 0)
    start = 2 + count
  }
  if (bytes.length < start + length) return undefined
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) }
}

/** The nodes inside a constructed node; a malformed rest ends the list. */
export function derChildren(node: DerNode | undefined): readonly DerNode[] {
  if (node === undefined || (node.tag & 0x20) === 0) return []
  const children: DerNode[] = []
  let rest = node.content
  while (rest.length > 0) {
    const child = readNode(rest)
    if (child === undefined) break
    children.push(child)
    rest = rest.subarray(child.whole.length)
  }
  return children
}

export function derInteger(node: DerNode | undefined): bigint {
  let value = 0n
  for (const byte of node?.content ?? []) value = value * 256n + BigInt(byte)
  return value
}

export function derOid(node: DerNode | undefined): string {
  if (node === undefined || node.tag !== 0x06) return ''
  const arcs: number[] = []
  let value = 0
  for (const byte of node.content) {
    value = value * 128 + (byte & 0x7f)
    if ((byte & 0x80) === 0) {
      arcs.push(value)
      value = 0
    }
  }
  const first = arcs[0] ?? 0
  const root = Math.min(Math.floor(first / 40), 2)
  return [root, first - root * 40, ...arcs.slice(1)].join('.')
}

/** The text of a string node, whatever its kind. */
export function derText(node: DerNode): string {
  const bytes = Buffer.from(node.content)
  if (node.tag === 0x1e) return Buffer.from(bytes).swap16().toString('utf16le')
  return bytes.toString(node.tag === 0x0c ? 'utf8' : 'latin1')
}
