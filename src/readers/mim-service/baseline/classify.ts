import type { Provenance, ServiceObject } from '../../../model/index.js'
import type { NoticeBook } from '../../sync-config/notice-book.js'
import { nameOf } from '../values.js'
import type { Baseline } from './baseline.js'
import { originOf } from './origin.js'
import { isDataType } from './significance.js'

/** Gives every object its origin, and says what the comparison could not settle. */
export function classifyObjects(
  objects: readonly ServiceObject[],
  baseline: Baseline,
  at: Provenance,
  book: NoticeBook,
): readonly ServiceObject[] {
  const classified = objects.map((object) => {
    const { origin, changedAttributes, byHint } = originOf(object, baseline)
    if (byHint === true) noteHint(object, baseline, book)
    return { ...object, origin, changedAttributes }
  })
  noteMissing(objects, baseline, at, book)
  return classified
}

function noteHint(object: ServiceObject, baseline: Baseline, book: NoticeBook): void {
  book.tally(
    'M2E-READ-041',
    object.type,
    object.at,
    `${object.type} ${nameOf(object)} is not among the objects of build ${baseline.build}, but nobody is named as its creator: it is taken for the product's own.`,
    'If somebody made it, look at it by hand.',
  )
}

/** Only where the export clearly holds the type: with less than half of the shipped objects it is a selection. */
function noteMissing(objects: readonly ServiceObject[], baseline: Baseline, at: Provenance, book: NoticeBook): void {
  const held = new Set(objects.map((object) => object.id))
  const whole = new Set(objects.filter((object) => !object.isPlaceholder).map((object) => object.type))
  for (const [type, ids] of baseline.types) {
    if (!whole.has(type) || isDataType(type)) continue
    const missing = ids.filter((id) => !held.has(id)).length
    if (missing === 0 || missing * 2 > ids.length) continue
    book.add(
      'M2E-READ-040',
      at,
      `${missing} of the ${ids.length} objects of type ${type} that build ${baseline.build} ships are not in the export.`,
      'They were deleted, the product is of another build, or the export leaves them out.',
    )
  }
}
