import { fileURLToPath } from 'node:url'
import { Language, type Node, Parser } from 'web-tree-sitter'

/** A call of a command with literal arguments, as it stands in a script. */
export interface ScriptCall {
  readonly command: string
  readonly line: number
  /** Values by parameter name; a switch is `true`; what is not a literal is undefined. */
  readonly parameters: Readonly<Record<string, unknown>>
}

export interface Script {
  /** Lines the grammar cannot read. */
  readonly errors: readonly number[]
  readonly calls: readonly ScriptCall[]
}

let parser: Promise<Parser> | undefined

/** Reads a script with the grammar of tree-sitter and evaluates the literals in it the way PowerShell does. */
export async function readScript(text: string): Promise<Script> {
  parser ??= loadParser()
  const tree = (await parser).parse(text.replace(/^\ufeff/, ''))
  if (tree === null) throw new Error('no tree')
  const errors: number[] = []
  const calls: ScriptCall[] = []
  visit(tree.rootNode, (node) => {
    if (node.isError || node.isMissing) errors.push(node.startPosition.row + 1)
    if (node.type === 'command') calls.push(callOf(node))
  })
  tree.delete()
  return { errors, calls }
}

async function loadParser(): Promise<Parser> {
  await Parser.init()
  const path = fileURLToPath(import.meta.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'))
  const made = new Parser()
  made.setLanguage(await Language.load(path))
  return made
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node)
  for (const child of node.children) if (child !== null) visit(child, see)
}

function callOf(node: Node): ScriptCall {
  const parameters: Record<string, unknown> = {}
  const elements = node.childForFieldName('command_elements')?.namedChildren ?? []
  let open: string | undefined
  for (const element of elements) {
    if (element === null || element.type === 'command_argument_sep') continue
    if (element.type === 'command_parameter') {
      if (open !== undefined) parameters[open] = true
      open = element.text.slice(1)
    } else if (open !== undefined) {
      parameters[open] = evaluated(element)
      open = undefined
    }
  }
  if (open !== undefined) parameters[open] = true
  return {
    command: node.childForFieldName('command_name')?.text ?? '',
    line: node.startPosition.row + 1,
    parameters,
  }
}

/** The value of a literal expression; undefined for anything that has to be run. */
function evaluated(given: Node): unknown {
  const node = unwrapped(given)
  switch (node.type) {
    case 'verbatim_string_characters':
      return node.text.slice(1, -1).replace(/(['\u2018\u2019\u201a\u201b])['\u2018\u2019\u201a\u201b]/g, '$1')
    case 'expandable_string_literal':
      return undefined
    case 'decimal_integer_literal':
      return Number(node.text)
    case 'variable':
      return { $true: true, $false: false, $null: null }[node.text.toLowerCase()]
    case 'hash_literal_expression':
      return Object.fromEntries(
        descendants(node, 'hash_literal_body', 'hash_entry').map((entry) => {
          const [key, value] = entry.namedChildren
          return [String(evaluated(key as Node)), evaluated(value as Node)]
        }),
      )
    case 'array_expression':
      return descendants(node, 'statement_list').flatMap((list) =>
        list.namedChildren.map((item) => evaluated(item as Node)),
      )
    case 'expression_with_unary_operator':
      return unary(node)
    case 'cast_expression':
      return cast(node)
    case 'additive_expression':
      return node.namedChildren.map((part) => evaluated(part as Node)).reduce((a, b) => `${a}${b}`)
    case 'parenthesized_expression':
      return evaluated(node.namedChildren[0] as Node)
    default:
      return undefined
  }
}

function unary(node: Node): unknown {
  const value = evaluated(node.lastChild as Node)
  // `, @(...)` keeps an array whole; the evaluation of arrays above unrolls nothing.
  if (node.firstChild?.type === ',') return value
  return node.firstChild?.type === '-' && typeof value === 'number' ? -value : undefined
}

function cast(node: Node): unknown {
  const [type, operand] = node.namedChildren
  switch (type?.text.toLowerCase()) {
    case '[ordered]':
      return evaluated(operand as Node)
    case '[long]':
    case '[double]':
      return Number(evaluated(operand as Node))
    case '[char]':
      return String.fromCharCode(Number((operand as Node).text))
    default:
      return undefined
  }
}

/** Down through nodes that only wrap one other. */
function unwrapped(node: Node): Node {
  let here = node
  while (here.namedChildCount === 1 && here.childCount === 1) here = here.namedChildren[0] as Node
  return here
}

function descendants(node: Node, ...path: readonly string[]): Node[] {
  const [type, ...rest] = path
  const found = node.namedChildren.filter((child): child is Node => child !== null && child.type === type)
  return rest.length === 0 ? found : found.flatMap((child) => descendants(child, ...rest))
}
