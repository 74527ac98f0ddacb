/** XPath filters of MIM sets that only scope a synchronization, as Entra scoping filters. */

import type { Formula } from '../core/formula.js'
import { leafOf, substitute } from '../core/formula.js'
import type { ScopingFilter } from '../scoping/ast.js'
import { printScoping } from '../scoping/parse.js'
import type { XPathFilter } from '../xpath/ast.js'
import { likeForm, likeParts } from '../xpath/like.js'
import { DEFAULT_ATTRIBUTE_MAP, mappedAttribute, shippedAttributeKind } from './attribute-map.js'
import { DEFAULT_OBJECT_TYPES, decideType } from './object-type.js'
import type { ReasonId } from './reasons.js'
import type { Translation } from './result.js'
import { ReasonList, reasonOf, translation } from './result.js'
import type { AssemblyOptions } from './scoping-assembly.js'
import { assembleScoping } from './scoping-assembly.js'
import type { ScopingTest } from './scoping-tests.js'
import { wordStartExample } from './word-start.js'
import type { BlockedKind, XPathAtom } from './xpath-formula.js'
import { xpathFormula } from './xpath-formula.js'
import type { XPathTranslationOptions } from './xpath-options.js'

export type XPathScopingOptions = XPathTranslationOptions & AssemblyOptions

const BLOCKED: Readonly<Record<BlockedKind, ReasonId>> = {
  dereference: 'scoping.reference',
  'descendant-in': 'scoping.reference',
  current: 'scoping.caller',
  token: 'scoping.caller',
  'location-step': 'scoping.reference',
}

/** The scoping filter that lets through what the XPath filter selects. */
export function translateXPathToScoping(
  filter: XPathFilter,
  options: XPathScopingOptions = {},
): Translation<ScopingFilter> {
  const reasons = new ReasonList()
  const formula = xpathFormula(filter, options, reasons)
  const decision = decideType(formula, options.objectTypes ?? DEFAULT_OBJECT_TYPES)
  if (decision.kind !== 'one') {
    const types = decision.types.length === 0 ? 'objects of every type' : decision.types.join(', ')
    reasons.add(reasonOf('scoping.object-type', { types }))
    return translation<ScopingFilter>(undefined, reasons, printScoping)
  }
  const builder = new AtomReader(options, reasons)
  const tests = substitute(decision.typed.formula, (atom) => builder.test(atom))
  return assembleScoping(tests, options, reasons)
}

class AtomReader {
  constructor(
    private readonly options: XPathScopingOptions,
    private readonly reasons: ReasonList,
  ) {}

  test(atom: XPathAtom): Formula<ScopingTest> {
    switch (atom.kind) {
      case 'refused':
        return leafOf({ kind: 'refused', reason: atom.reason })
      case 'blocked':
        return refused(BLOCKED[atom.why], atom.fragment)
      case 'group-member':
        return refused('scoping.member-of', atom.fragment)
      case 'identity':
      case 'type':
        return refused('scoping.identity', atom.kind === 'type' ? atom.name : atom.fragment)
      case 'present':
        return this.bound(atom.attribute, atom.fragment, (attribute, textual) =>
          leafOf({ kind: 'present', source: atom.attribute, attribute, fragment: atom.fragment, textual }),
        )
      case 'text':
        return this.text(atom)
      case 'compare':
        return this.compare(atom)
    }
  }

  private bound(
    source: string,
    fragment: string,
    work: (attribute: string, textual: boolean) => Formula<ScopingTest>,
  ): Formula<ScopingTest> {
    const mapped = mappedAttribute(this.options.attributeMap ?? DEFAULT_ATTRIBUTE_MAP, source)
    if (mapped === undefined)
      return leafOf({ kind: 'refused', reason: reasonOf('attribute.no-counterpart', { attribute: source }) })
    const kind = this.options.attributeKinds?.(source) ?? shippedAttributeKind(source)
    if (kind?.multivalued === true)
      return leafOf({ kind: 'refused', reason: reasonOf('scoping.multi-valued', { attribute: source }) })
    if (kind?.type === 'time') return refused('scoping.date', fragment)
    if (kind?.type === 'reference') return refused('scoping.reference', fragment)
    if (kind === undefined)
      this.reasons.add(
        reasonOf('attribute.type-assumed', { attribute: source, type: 'single-valued, of the type it is compared as' }),
      )
    const name = mapped.property.slice(mapped.property.indexOf('.') + 1)
    return work(name, kind === undefined || kind.type === 'string')
  }

  private text({ condition, text, fragment }: Extract<XPathAtom, { kind: 'text' }>): Formula<ScopingTest> {
    const source = condition.attribute
    return this.bound(source, fragment, (attribute, textual) => {
      const base = { source, attribute, fragment }
      if (condition.name === 'contains') {
        this.reasons.add(
          reasonOf('scoping.word-start', { attribute: source, value: text }, wordStartExample(source, text, false)),
        )
        return leafOf({ ...base, kind: 'part', part: 'contains', value: text, ignoreCase: true })
      }
      const parts = likeParts(condition.name, text)
      const form = likeForm(parts)
      switch (form.kind) {
        case 'present':
          return leafOf({ ...base, kind: 'present', textual })
        case 'starts':
        case 'ends':
        case 'contains': {
          const part = form.kind === 'starts' ? 'starts-with' : form.kind === 'ends' ? 'ends-with' : 'contains'
          return leafOf({ ...base, kind: 'part', part, value: form.text, ignoreCase: true })
        }
        case 'equals':
          return leafOf({ ...base, kind: 'equal', value: form.text, ignoreCase: true })
        case 'pattern':
          return leafOf({ ...base, kind: 'like', parts })
      }
    })
  }

  private compare({
    attribute: source,
    operator,
    value,
    fragment,
  }: Extract<XPathAtom, { kind: 'compare' }>): Formula<ScopingTest> {
    if (value.kind === 'now' || value.kind === 'shifted-now') return refused('scoping.date', fragment)
    return this.bound(source, fragment, (attribute) => {
      const base = { source, attribute, fragment }
      if (value.kind === 'integer') {
        const number = BigInt(value.digits)
        if (operator === '=') return leafOf({ ...base, kind: 'equal', value: String(number), ignoreCase: false })
        return leafOf({ ...base, kind: 'order', test: ORDERS[operator], value: number })
      }
      if (operator !== '=') return refused('scoping.text-order', fragment)
      if (value.kind === 'boolean') {
        const mapped = mappedAttribute(this.options.attributeMap ?? DEFAULT_ATTRIBUTE_MAP, source)
        return leafOf({ ...base, kind: 'boolean', value: value.value !== (mapped?.negated === true) })
      }
      return leafOf({ ...base, kind: 'equal', value: value.value, ignoreCase: true })
    })
  }
}

const ORDERS = {
  '<': 'less',
  '<=': 'less-or-equal',
  '>': 'greater',
  '>=': 'greater-or-equal',
} as const

function refused(id: ReasonId, fragment: string): Formula<ScopingTest> {
  return leafOf({ kind: 'refused', reason: reasonOf(id, { fragment }) })
}
