import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Language, type Node, Parser, type Tree } from 'web-tree-sitter'

/** Far more than any hand-written file has; what is larger is generated or hostile. */
export const MOST_CHARACTERS = 4_000_000

let loaded: Promise<Parser> | undefined
let parser: Parser | undefined

/** Loads the grammar, once for the process. The WebAssembly files lie in the packages; nothing is compiled. */
export async function loadCsharp(): Promise<void> {
  loaded ??= load()
  parser = await loaded
}

async function load(): Promise<Parser> {
  const require = createRequire(import.meta.url)
  await Parser.init()
  const grammar = await readFile(require.resolve('tree-sitter-c-sharp/tree-sitter-c_sharp.wasm'))
  const created = new Parser()
  created.setLanguage(await Language.load(grammar))
  return created
}

const directive =
  /^[ \t]*#[ \t]*(?:if|elif|else|endif|region|endregion|pragma|define|undef|warning|error|line|nullable)\b[^\n]*/gm

/**
 * Parses source with both sides of every `#if`: the grammar knows conditions in few places only, and which side was
 * compiled nobody knows. Where the sides do not fit together, the source is taken as it stands.
 *
 * @throws TypeError when `loadCsharp` was not awaited before: a fault of the program, not of the input
 */
export function parseCsharp(text: string): Tree {
  const both = text.replace(directive, (line) => ' '.repeat(line.length))
  const tree = parse(both)
  if (both === text || !tree.rootNode.hasError) return tree
  const asWritten = parse(text)
  const better = asWritten.rootNode.hasError ? tree : asWritten
  if (better === tree) asWritten.delete()
  else tree.delete()
  return better
}

function parse(text: string): Tree {
  const tree = parser?.parse(text)
  if (tree === undefined || tree === null) throw new TypeError('The C# grammar is not loaded.')
  return tree
}

/** 1-based line a node begins on. */
export function lineOf(node: Node): number {
  return node.startPosition.row + 1
}

export function endLineOf(node: Node): number {
  return node.endPosition.row + 1
}

export function field(node: Node, name: string): Node | undefined {
  return node.childForFieldName(name) ?? undefined
}

/** Children without punctuation and comments. */
export function parts(node: Node): readonly Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment')
}

/** Children in which conditional compilation hides nothing: both sides of an `#if` are read. */
export function compiledParts(node: Node): readonly Node[] {
  return parts(node).flatMap((child) =>
    /^preproc_(?:if|elif|else)$/.test(child.type) ? compiledParts(child) : [child],
  )
}

/** Every node of a tree in document order, without recursion: the nesting of a hostile file has no bound. */
export function* walkTree(root: Node): Generator<Node> {
  const waiting: Node[] = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node
    // Asked for one by one, the children of a wide node cost the square of their number.
    for (const child of [...node.namedChildren].reverse()) if (child !== null) waiting.push(child)
  }
}
