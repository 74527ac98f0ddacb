import type { Node } from 'web-tree-sitter'
import { compiledParts, field, parts, walkTree } from './csharp.js'

export interface CodeFile {
  readonly name: string
  readonly root: Node
}

export interface CodeMethod {
  readonly name: string
  /** Simple name of the class around it. */
  readonly owner: string
  readonly node: Node
  readonly file: string
}

export interface CodeClass {
  readonly name: string
  readonly bases: readonly string[]
  readonly methods: readonly CodeMethod[]
  readonly node: Node
  readonly file: string
}

/** What all sources of one program declare, by simple names: namespaces rarely matter in extensions. */
export interface Symbols {
  readonly classes: readonly CodeClass[]
  /** All methods of a name, overloads and other classes' included. */
  readonly methods: ReadonlyMap<string, readonly CodeMethod[]>
  /** `Owner.Name` and `Name` → initial value of constants and read-only fields. */
  readonly constants: ReadonlyMap<string, Node>
  /** `Enum.Member` of every enumeration. */
  readonly enumMembers: ReadonlySet<string>
  /** Type of a field, by its name. */
  readonly fieldTypes: ReadonlyMap<string, string>
}

const typeNodes = new Set(['class_declaration', 'struct_declaration', 'record_declaration', 'interface_declaration'])

export function collectSymbols(files: readonly CodeFile[]): Symbols {
  const classes: CodeClass[] = []
  const methods = new Map<string, CodeMethod[]>()
  const constants = new Map<string, Node>()
  const enumMembers = new Set<string>()
  const fieldTypes = new Map<string, string>()
  const assigned = new Set<string>()
  const changeable: string[] = []
  for (const { name: file, root } of files) {
    for (const node of walkTree(root)) {
      if (typeNodes.has(node.type)) {
        const read = readClass(node, file)
        classes.push(read)
        for (const method of read.methods) methods.set(method.name, [...(methods.get(method.name) ?? []), method])
      } else if (node.type === 'field_declaration') changeable.push(...addField(node, constants, fieldTypes))
      else if (node.type === 'assignment_expression') assigned.add(assignedName(node))
      else if (node.type === 'enum_declaration') {
        const name = field(node, 'name')?.text ?? ''
        for (const member of parts(field(node, 'body') ?? node))
          if (member.type === 'enum_member_declaration') enumMembers.add(`${name}.${field(member, 'name')?.text ?? ''}`)
      }
    }
  }
  // A field nobody sets again keeps the value it begins with.
  for (const name of changeable) if (assigned.has(name.slice(name.lastIndexOf('.') + 1))) constants.delete(name)
  return { classes, methods, constants, enumMembers, fieldTypes }
}

function readClass(node: Node, file: string): CodeClass {
  const name = field(node, 'name')?.text ?? ''
  const bases = parts(node).find((child) => child.type === 'base_list')
  const members = compiledParts(field(node, 'body') ?? node)
  return {
    name,
    bases: bases === undefined ? [] : parts(bases).map((base) => base.text),
    methods: members
      .filter((member) => member.type === 'method_declaration' || member.type === 'property_declaration')
      .map((member) => ({ name: field(member, 'name')?.text ?? '', owner: name, node: member, file })),
    node,
    file,
  }
}

/** @returns keys of values that may still change */
function addField(node: Node, constants: Map<string, Node>, fieldTypes: Map<string, string>): readonly string[] {
  const owner = ownerOf(node)
  const declaration = parts(node).find((child) => child.type === 'variable_declaration')
  const type = declaration === undefined ? undefined : field(declaration, 'type')?.text
  const isFixed = node.children.some((child) => child?.type === 'modifier' && /^(?:const|readonly)$/.test(child.text))
  const added: string[] = []
  for (const declarator of declaratorsOf(node)) {
    const name = field(declarator, 'name')?.text ?? ''
    if (type !== undefined) fieldTypes.set(name, type)
    const value = parts(declarator).at(-1)
    if (value === undefined || value.text === name) continue
    for (const key of [`${owner}.${name}`, name]) {
      if (constants.has(key)) continue
      constants.set(key, value)
      added.push(key)
    }
  }
  return isFixed ? [] : added
}

/** Name of the variable or field an assignment sets, '' for an element. */
function assignedName(node: Node): string {
  const target = field(node, 'left')
  if (target?.type === 'identifier') return target.text
  return target?.type === 'member_access_expression' ? (field(target, 'name')?.text ?? '') : ''
}

function declaratorsOf(node: Node): readonly Node[] {
  return parts(node)
    .filter((child) => child.type === 'variable_declaration')
    .flatMap((child) => parts(child).filter((inner) => inner.type === 'variable_declarator'))
}

function ownerOf(node: Node): string {
  for (let at = node.parent; at !== null; at = at.parent)
    if (typeNodes.has(at.type)) return field(at, 'name')?.text ?? ''
  return ''
}
