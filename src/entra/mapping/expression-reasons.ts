import type { Reason, ReasonId, ReasonWording } from '../../expression/index.js'
import { reasonAdvice, reasonText, reasonWording, translationTexts } from '../../expression/index.js'
import type { MappingReason } from './model.js'
import { mappingReasons } from './reasons.js'

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

/** The sentence of a reason that a translation gave, as template and params; undefined for reasons of the composition. */
export function translationWording({ id, params }: MappingReason): (ReasonWording & { english: string }) | undefined {
  if (id in mappingReasons) return undefined
  const wording = reasonWording({ id: id as ReasonId, params })
  return { ...wording, english: translationTexts[wording.id] ?? id }
}
