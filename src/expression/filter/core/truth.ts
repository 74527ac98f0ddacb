/**
 * Three-valued logic: a filter that needs something not at hand answers `unknown` instead of guessing. `unknown` gives
 * way to a part that decides by itself (`false and unknown` is false, `true or unknown` is true).
 */

export type Truth = true | false | 'unknown'

export function negateTruth(value: Truth): Truth {
  return value === 'unknown' ? 'unknown' : !value
}

/** Conjunction; stops at the first part that is false. No parts at all: true. */
export function everyTruth<T>(parts: Iterable<T>, test: (part: T) => Truth): Truth {
  let result: Truth = true
  for (const part of parts) {
    const truth = test(part)
    if (truth === false) return false
    if (truth === 'unknown') result = 'unknown'
  }
  return result
}

/** Disjunction; stops at the first part that is true. No parts at all: false. */
export function someTruth<T>(parts: Iterable<T>, test: (part: T) => Truth): Truth {
  let result: Truth = false
  for (const part of parts) {
    const truth = test(part)
    if (truth === true) return true
    if (truth === 'unknown') result = 'unknown'
  }
  return result
}
