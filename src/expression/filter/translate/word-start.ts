/** An input that shows how finding a text inside a word differs from finding it at the start of one. */

import { sameText } from '../core/text-case.js'
import type { DifferenceExample } from './result.js'

/** A value that holds the text inside a word only; `negated` when the condition is denied. */
export function wordStartExample(attribute: string, text: string, negated: boolean): DifferenceExample {
  // Another letter in front, so that the text cannot also be found at the very start.
  const prefix = sameText(text.charAt(0), 'x', true) ? 'q' : 'x'
  return { attributes: { [attribute]: `${prefix}${text}` }, source: negated, target: !negated }
}
