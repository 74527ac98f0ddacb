import type { Reason } from '../../expression/index.js'
import { reasonAdvice, reasonText } from '../../expression/index.js'
import type { MappingReason } from './model.js'

/** The translation's reason in the words of a report. */
export function reasonOfTranslation(reason: Reason): MappingReason {
  return {
    id: reason.id,
    result: reason.verdict,
    params: reason.params,
    text: reasonText(reason),
    instead: reasonAdvice(reason),
  }
}
