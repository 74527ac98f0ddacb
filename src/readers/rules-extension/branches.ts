import type { Node } from 'web-tree-sitter'
import { compiledParts, field, parts } from './csharp.js'
import { namesInCondition, namesInPattern, type RuleName } from './rule-names.js'
import { evaluate } from './values.js'
import { at, type Place, ruleCode, visit } from './walk.js'

/** `switch`, `if`, `?:`: what lies in a branch that asks for a rule name belongs to that rule. */
export function branch(node: Node, place: Place): void {
  if (node.type === 'switch_statement') switchOver(node, sectionsOf(node), place)
  else if (node.type === 'switch_expression') switchOver(node, armsOf(node), place)
  else choose(node, place)
}

/** Labels of a section, guard included, and what they lead to. */
interface Section {
  readonly labels: readonly Node[]
  readonly guard: Node | undefined
  readonly body: readonly Node[]
  readonly node: Node
}

function sectionsOf(node: Node): readonly Section[] {
  return compiledParts(field(node, 'body') ?? node)
    .filter((section) => section.type === 'switch_section')
    .map((section) => {
      const inside = parts(section)
      const isBody = (child: Node) => /_statement$|^block$/.test(child.type)
      return {
        labels: inside.filter((child) => !isBody(child) && child.type !== 'when_clause'),
        guard: inside.find((child) => child.type === 'when_clause'),
        body: inside.filter(isBody),
        node: section,
      }
    })
}

function armsOf(node: Node): readonly Section[] {
  return parts(node)
    .filter((arm) => arm.type === 'switch_expression_arm')
    .map((arm) => {
      const inside = parts(arm)
      const body = inside.at(-1)
      return {
        labels: inside.slice(0, -1).filter((child) => child.type !== 'when_clause' && child.type !== 'discard'),
        guard: inside.find((child) => child.type === 'when_clause'),
        body: body === undefined ? [] : [body],
        node: arm,
      }
    })
}

function switchOver(node: Node, sections: readonly Section[], place: Place): void {
  const value = field(node, 'value') ?? parts(node)[0]
  const subject = evaluate(value, place.scope)
  visit(value, place)
  if (subject.kind !== 'rule-name') {
    noteTakenApart(value, place)
    for (const section of sections) for (const statement of section.body) visit(statement, place)
    return
  }
  // `case "a": case "b":` are sections of their own, the first without a body.
  let waiting: RuleName[] = []
  let first: Node | undefined
  for (const section of sections) {
    waiting.push(...namesOf(section, subject.ignoresCase, place))
    first ??= section.node
    if (section.body.length === 0) continue
    visitNamed(waiting, first, section.node, section.body, place)
    waiting = []
    first = undefined
  }
}

/** `switch (FlowRuleName.Split(':')[0])`: the branches are for names, but for which is not told. */
function noteTakenApart(value: Node | undefined, place: Place): void {
  const names = value?.descendantsOfType('identifier') ?? []
  if (value === undefined || !names.some((name) => name !== null && evaluate(name, place.scope).kind === 'rule-name'))
    return
  place.work.unresolved.push({ text: value.text.slice(0, 100), at: at(value, place) })
}

function namesOf(section: Section, ignoresCase: boolean, place: Place): readonly RuleName[] {
  return section.labels.flatMap((label): readonly RuleName[] => {
    if (label.type === 'declaration_pattern' || label.type === 'var_pattern') {
      const name = field(label, 'name')?.text ?? parts(label).at(-1)?.text
      if (name !== undefined) place.scope.variables.set(name, { kind: 'rule-name', ignoresCase })
      return namesInCondition(section.guard, place.scope)
    }
    const names = namesInPattern(label, ignoresCase, place.scope)
    if (names === undefined) place.work.unresolved.push({ text: label.text.slice(0, 100), at: at(label, place) })
    return names ?? []
  })
}

function choose(node: Node, place: Place): void {
  const condition = field(node, 'condition')
  visit(condition, place)
  const names = namesInCondition(condition, place.scope)
  const consequence = field(node, 'consequence')
  visitNamed(names, node, consequence ?? node, consequence === undefined ? [] : [consequence], place)
  visit(field(node, 'alternative'), place)
}

/** Code that is for certain names goes to their books; without names it stays where it is. */
function visitNamed(names: readonly RuleName[], from: Node, to: Node, body: readonly Node[], place: Place): void {
  const inner =
    names.length === 0 ? place : { ...place, books: names.map((name) => ruleCode(name, from, to, place).book) }
  for (const statement of body) visit(statement, inner)
}
