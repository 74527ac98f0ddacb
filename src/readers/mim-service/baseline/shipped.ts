import { type Baseline, openBaseline } from './baseline.js'
import file from './mim-2016-sp1.json' with { type: 'json' }

let opened: Baseline | undefined

/** Objects that Microsoft Identity Manager 2016 SP1 ships; see README.md for how the list is made. */
export function shippedBaseline(): Baseline {
  opened ??= openBaseline(file)
  return opened
}
