/** What a translation of an XPath filter may be told about the customer. */

import type { FilterDecisions } from '../decisions.js'
import type { AttributeKind, AttributeMap } from './attribute-map.js'
import type { ObjectTypeMap } from './object-type.js'
import type { ReasonList } from './result.js'
import { reasonOf } from './result.js'
import type { SetDefinition } from './xpath-formula.js'

export interface XPathTranslationOptions {
  /** MIM attribute → Entra property; replaces the default map. */
  readonly attributeMap?: AttributeMap | undefined
  /** Types of attributes, from the customer's schema; shipped attributes are known. */
  readonly attributeKinds?: ((attribute: string) => AttributeKind | undefined) | undefined
  /** MIM object type → user or device; replaces the default (`Person` is a user). */
  readonly objectTypes?: ObjectTypeMap | undefined
  readonly sets?: ((id: string) => SetDefinition | undefined) | undefined
  /** Entra object ID of a MIM object. */
  readonly objectIds?: ((id: string) => string | undefined) | undefined
  readonly decisions?: FilterDecisions | undefined
}

/** The Entra object ID of a MIM object; says so either way. */
export function mappedIdentifier(
  id: string,
  options: XPathTranslationOptions,
  reasons: ReasonList,
): string | undefined {
  const target = options.objectIds?.(id.toLowerCase()) ?? options.objectIds?.(id)
  reasons.add(
    target === undefined ? reasonOf('identifier.unmapped', { id }) : reasonOf('identifier.mapped', { id, target }),
  )
  return target
}
