/** XPath filters of MIM sets and groups as dynamic membership rules. */

import type { Formula } from '../core/formula.js'
import { leavesOf } from '../core/formula.js'
import { DEFAULT_FILTER_DECISIONS } from '../decisions.js'
import type { RuleNode } from '../rule/ast.js'
import { printRule } from '../rule/print.js'
import { validateRule } from '../rule/validate.js'
import type { XPathFilter } from '../xpath/ast.js'
import { DEFAULT_ATTRIBUTE_MAP } from './attribute-map.js'
import { DEFAULT_OBJECT_TYPES, decideType } from './object-type.js'
import type { Translation } from './result.js'
import { ReasonList, reasonOf, translation } from './result.js'
import { assembleRule } from './rule-assembly.js'
import { atomToRule, blockedReason } from './rule-atoms.js'
import { specialRequest, specialRule } from './special-rules.js'
import type { XPathAtom } from './xpath-formula.js'
import { xpathFormula } from './xpath-formula.js'
import type { XPathTranslationOptions } from './xpath-options.js'

/** The rule that takes in the people the filter selects, as good as rules can say it. */
export function translateXPathToRule(
  filter: XPathFilter,
  options: XPathTranslationOptions = {},
): Translation<RuleNode> {
  const reasons = new ReasonList()
  const formula = xpathFormula(filter, options, reasons)
  const decision = decideType(formula, options.objectTypes ?? DEFAULT_OBJECT_TYPES)
  if (decision.kind !== 'one') {
    // What the filter asks for explains more than the type of what it would select.
    const said = refuseBlocked(formula, reasons)
    if (decision.kind === 'none' && decision.types.length === 0) reasons.add(reasonOf('dynamic.nobody'))
    else if (!said || decision.types.length > 0) {
      const types = decision.types.length === 0 ? 'objects of every type' : decision.types.join(', ')
      reasons.add(reasonOf(decision.kind === 'none' ? 'dynamic.object-type' : 'dynamic.several-types', { types }))
    }
    return translation<RuleNode>(undefined, reasons, printRule)
  }
  const { target, formula: typed } = decision.typed
  const special = specialRequest(typed)
  const rule =
    special === undefined
      ? generalRule(typed, target, options, reasons)
      : specialRule(special, target, options, reasons)
  if (rule !== undefined) checkRule(rule, reasons)
  return translation(rule, reasons, printRule)
}

/** Records why parts of a formula cannot be said at all; tells whether there were any. */
function refuseBlocked(formula: Formula<XPathAtom>, reasons: ReasonList): boolean {
  let found = false
  for (const atom of leavesOf(formula)) {
    if (atom.kind !== 'refused' && atom.kind !== 'blocked') continue
    reasons.add(atom.kind === 'refused' ? atom.reason : blockedReason(atom))
    found = true
  }
  return found
}

function generalRule(
  formula: Formula<XPathAtom>,
  target: 'user' | 'device',
  options: XPathTranslationOptions,
  reasons: ReasonList,
): RuleNode | undefined {
  const map = options.attributeMap ?? DEFAULT_ATTRIBUTE_MAP
  const decisions = options.decisions ?? DEFAULT_FILTER_DECISIONS
  return assembleRule(formula, target, (atom, negated) =>
    atomToRule(atom, negated, { options, map, decisions, reasons, target }),
  )
}

function checkRule(rule: RuleNode, reasons: ReasonList): void {
  for (const { severity, id, message, params } of validateRule(rule)) {
    if (severity !== 'error') continue
    reasons.add(
      id === 'rule.too-long'
        ? reasonOf('dynamic.too-long', { length: params.length ?? '' })
        : reasonOf('dynamic.refused', { problem: message }),
    )
  }
}
