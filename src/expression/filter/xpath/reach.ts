/** Whether a path leads to an object: dereferenced references, set and group members. */

import { normalizeGuid } from '../../../model/index.js'
import type { Scalar } from '../../value.js'
import { unknownBecause } from '../core/context.js'
import type { Truth } from '../core/truth.js'
import { someTruth } from '../core/truth.js'
import type { FilterObject } from '../core/values.js'
import { attributeValues, identifierOf, textOf } from '../core/values.js'
import type { XPathPath, XPathStep } from './ast.js'
import { withoutGroups } from './ast.js'
import type { XPathContext } from './evaluate.js'
import { selects } from './evaluate.js'

/** Whether the object with the identifier `id` is among those the path selects. `self` is the object under test. */
export function reaches(path: XPathPath, id: Scalar, self: FilterObject, context: XPathContext): Truth {
  const key = normalizeGuid(textOf(id) ?? '').toLowerCase()
  if (path.root === 'current') return unknownBecause(context, 'caller', key)
  const last = path.steps.at(-1)
  if (last === undefined) return unknownBecause(context, 'value', key)
  const before = path.steps.slice(0, -1)
  if (before.length === 0) return selectsReferenced(last, key, self, context)
  const filtered = last.predicates.length === 0 ? true : selectsReferenced({ ...last, name: '*' }, key, self, context)
  if (filtered === false) return false
  const linked = isLinked(before, last.name, key, context)
  return linked === true ? filtered : linked
}

function selectsReferenced(step: XPathStep, key: string, self: FilterObject, context: XPathContext): Truth {
  // `/*` selects whatever exists; a reference always points at something.
  if (step.name === '*' && step.predicates.length === 0) return true
  const named = selectsById({ root: 'document', steps: [step] }, key)
  if (named === true) return true
  const object = isSelf(key, self) ? self : context.resolver?.resolve(key)
  return object === undefined ? unknownBecause(context, 'object', key) : selects(step, object, context)
}

function isSelf(key: string, self: FilterObject): boolean {
  const [own] = attributeValues(self, 'ObjectID')
  return own !== undefined && identifierOf(own) === identifierOf(key)
}

/** `/Person[ObjectID = 'x']` against the identifier x itself: true without looking the object up, where that is all it asks. */
export function selectsById(path: XPathPath, key: string): Truth {
  const [step, further] = path.steps
  const id = step === undefined || further !== undefined ? undefined : onlyIdentifier(step)
  return id === undefined ? 'unknown' : id === key
}

/** The identifier a step names with `[ObjectID = 'x']` and nothing else. */
export function onlyIdentifier(step: XPathStep): string | undefined {
  const [only, further] = step.predicates
  if (only === undefined || further !== undefined) return undefined
  const condition = withoutGroups(only)
  if (condition.kind !== 'compare' || condition.attribute !== 'ObjectID' || condition.operator !== '=') return undefined
  return condition.value.kind === 'string' ? normalizeGuid(condition.value.value).toLowerCase() : undefined
}

/** Whether some object at the end of `steps` refers to `key` by `attribute`. */
function isLinked(steps: readonly XPathStep[], attribute: string, key: string, context: XPathContext): Truth {
  const [first, ...further] = steps
  if (first === undefined) return false
  const id = onlyIdentifier(first)
  if (id !== undefined && further.length === 0) {
    const kind = attribute === 'ComputedMember' ? 'computed' : attribute === 'ExplicitMember' ? 'explicit' : undefined
    const members = kind === undefined ? undefined : context.resolver?.members(id, kind)
    if (members !== undefined) return members.has(key)
  }
  const sources = sourcesOf(steps, context)
  if (sources === undefined)
    return unknownBecause(context, id === undefined ? 'objects-of-type' : 'member-list', id ?? first.name)
  return someTruth(sources, ({ object, selected }) => {
    const refers = attributeValues(object, attribute).some((value) => identifierOf(value) === identifierOf(key))
    return refers ? selected : false
  })
}

interface Source {
  readonly object: FilterObject
  readonly selected: Truth
}

/** The objects a chain of steps may end in; undefined when they are not at hand. */
function sourcesOf(steps: readonly XPathStep[], context: XPathContext): readonly Source[] | undefined {
  const step = steps.at(-1)
  if (step === undefined) return undefined
  const before = steps.slice(0, -1)
  const id = onlyIdentifier(step)
  const found = id === undefined || before.length > 0 ? undefined : context.resolver?.resolve(id)
  if (found !== undefined) return [{ object: found, selected: selects(step, found, context) }]
  if (before.length === 0) {
    const all = context.resolver?.objectsOfType?.(step.name)
    if (all === undefined) return undefined
    return [...all].map((object) => ({ object, selected: selects(step, object, context) }))
  }
  return referencedBy(step, before, context)
}

function referencedBy(
  step: XPathStep,
  before: readonly XPathStep[],
  context: XPathContext,
): readonly Source[] | undefined {
  const above = sourcesOf(before, context)
  if (above === undefined) return undefined
  const sources: Source[] = []
  for (const source of above) {
    if (source.selected === false) continue
    for (const value of attributeValues(source.object, step.name)) {
      const object = context.resolver?.resolve(normalizeGuid(textOf(value) ?? '').toLowerCase())
      if (object === undefined) return undefined
      const selected = selects({ ...step, name: '*' }, object, context)
      sources.push({ object, selected: source.selected === 'unknown' && selected === true ? 'unknown' : selected })
    }
  }
  return sources
}
