import { InputError, type Provenance } from '../../model/index.js'
import { DocumentProblem } from '../document-problem.js'
import { type JsonNode, type JsonObject, jsonPath } from '../json/node.js'
import { parseJson } from '../json/parse.js'
import { parseYaml } from '../yaml/parse.js'

/** A file that a consultant wrote for this tool: JSON or YAML, read strictly, since a slip in it changes a plan. */
export interface StrictFile {
  readonly name: string
  readonly root: JsonNode
}

/** @throws InputError when the text is not one whole document */
export function openStrict(text: string, name: string): StrictFile {
  try {
    return { name, root: /^\s*[{[]/.test(text) ? parseJson(text) : parseYaml(text) }
  } catch (problem) {
    if (!(problem instanceof DocumentProblem)) throw problem
    throw new InputError(
      `${name} cannot be read: ${problem.message.replace(/\.?$/, '.')}`,
      'Write it as JSON or YAML; nothing was done.',
      { cause: problem },
    )
  }
}

export function wrong(file: StrictFile, node: JsonNode, what: string, remedy: string): InputError {
  return new InputError(`${file.name}, line ${node.line}: ${what}`, remedy)
}

export function placeOf(file: StrictFile, node: JsonNode): Provenance {
  return { file: file.name, path: jsonPath(node), line: node.line }
}

/**
 * Members of an object, each name known and given once.
 * @throws InputError naming the line
 */
export function members(
  file: StrictFile,
  node: JsonNode,
  what: string,
  known: readonly string[],
): ReadonlyMap<string, JsonNode> {
  const found = new Map<string, JsonNode>()
  for (const member of objectOf(file, node, what).members) {
    const name = String(member.key)
    if (!known.includes(name))
      throw wrong(file, member, `"${name}" is not known in ${what}.`, `Known are ${known.join(', ')}.`)
    if (found.has(name)) throw wrong(file, member, `"${name}" is given twice in ${what}.`, 'Leave one of the two.')
    found.set(name, member)
  }
  return found
}

export function objectOf(file: StrictFile, node: JsonNode, what: string): JsonObject {
  if (node.kind === 'object') return node
  throw wrong(file, node, `${what} is ${kindWords[node.kind]}.`, 'Write names and values in braces.')
}

export function itemsOf(file: StrictFile, node: JsonNode, what: string): readonly JsonNode[] {
  if (node.kind === 'array') return node.items
  throw wrong(file, node, `${what} is ${kindWords[node.kind]}, not a list.`, 'Write a list.')
}

/** Text that is not empty. Numbers count as text: YAML does not tell `2026` from `"2026"`. */
export function textOf(file: StrictFile, node: JsonNode, what: string): string {
  if ((node.kind === 'string' || node.kind === 'number') && node.text.trim() !== '') return node.text.trim()
  throw wrong(file, node, `${what} is ${node.kind === 'string' ? 'empty' : kindWords[node.kind]}.`, 'Write a text.')
}

export function numberOf(file: StrictFile, node: JsonNode, what: string): number {
  const text = node.kind === 'number' || node.kind === 'string' ? node.text.trim() : ''
  const number = text === '' ? Number.NaN : Number(text)
  if (Number.isFinite(number)) return number
  throw wrong(file, node, `${what} is no number.`, 'Write a number.')
}

const kindWords: Readonly<Record<JsonNode['kind'], string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  null: 'nothing',
}
