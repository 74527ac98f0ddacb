/**
 * The value tree of a JSON or YAML file. Scalars keep their text: `00123` and `1e400` are what the file says, not what a
 * machine makes of them.
 */
export type JsonNode = JsonObject | JsonArray | JsonScalar

interface NodeBase {
  /** 1-based line of the value; of its name for the value of a property. */
  readonly line: number
  readonly parent: JsonNode | undefined
  /** Name of the property, or 0-based position in the array; undefined for the root. */
  readonly key: string | number | undefined
}

export interface JsonObject extends NodeBase {
  readonly kind: 'object'
  /** In document order; a name given twice stands here twice. */
  readonly members: readonly JsonNode[]
}

export interface JsonArray extends NodeBase {
  readonly kind: 'array'
  readonly items: readonly JsonNode[]
}

export interface JsonScalar extends NodeBase {
  readonly kind: 'string' | 'number' | 'boolean' | 'null'
  /** Decoded text of a string, a number or literal as written; '' for null. */
  readonly text: string
}

export interface JsonLimits {
  /** Objects and arrays inside each other. */
  readonly maxDepth: number
  /** Values of one file. */
  readonly maxValues: number
  readonly maxCharacters: number
}

export const defaultJsonLimits: JsonLimits = { maxDepth: 200, maxValues: 5_000_000, maxCharacters: 200_000_000 }

const plainName = /^[\p{L}_$][\p{L}\p{N}_$]*$/u

/** JSONPath of a value, for example `$.onpremisesDirectoryPolicy[0].friendlyName`; names that are no word are quoted. */
export function jsonPath(node: JsonNode): string {
  return path(node, (index) => `[${index}]`)
}

/** JSONPath without positions: `$.onpremisesDirectoryPolicy[*].friendlyName`. */
export function generalPath(node: JsonNode): string {
  return path(node, () => '[*]')
}

function path(node: JsonNode, position: (index: number) => string): string {
  const steps: string[] = []
  for (let at: JsonNode | undefined = node; at?.key !== undefined; at = at.parent) {
    steps.push(typeof at.key === 'number' ? position(at.key) : nameStep(at.key))
  }
  return `$${steps.reverse().join('')}`
}

export function nameStep(name: string): string {
  return plainName.test(name) ? `.${name}` : `['${name.replace(/[\\']/g, '\\$&')}']`
}

/** Values directly inside. */
export function childrenOf(node: JsonNode): readonly JsonNode[] {
  if (node.kind === 'object') return node.members
  return node.kind === 'array' ? node.items : []
}
