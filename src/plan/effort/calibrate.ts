import { type EffortFigures, proposedFigures } from '../../../analyzers/effort.js'
import type { EffortRate } from '../../catalogue/effort-rates.js'
import { type CalibratedRate, type EffortCalibration, InputError } from '../../model/index.js'

/**
 * The proposed figures with a team's own in their place.
 * @throws InputError when the file names a size or rate there is none of
 */
export function calibratedFigures(calibration: EffortCalibration): EffortFigures {
  const bases = { ...proposedFigures.bases }
  for (const item of calibration.bases) {
    if (!isSize(item.name, bases)) throw unknown(item, 'size', Object.keys(bases))
    bases[item.name] = { low: item.low, high: item.high }
  }
  const rates: Record<string, EffortRate> = { ...proposedFigures.rates }
  for (const item of calibration.rates) {
    const proposed = rates[item.name]
    if (proposed === undefined) throw unknown(item, 'rate', Object.keys(rates))
    rates[item.name] = { ...proposed, low: item.low, high: item.high, cap: item.cap ?? proposed.cap }
  }
  return { bases, rates }
}

function isSize<T extends object>(name: string, bases: T): name is Extract<keyof T, string> {
  return Object.hasOwn(bases, name)
}

function unknown({ name, at }: CalibratedRate, what: string, known: readonly string[]): InputError {
  return new InputError(
    `${at.file}, line ${at.line ?? '?'}: there is no ${what} "${name}".`,
    `Known are ${known.join(', ')}. Nothing was written.`,
  )
}
