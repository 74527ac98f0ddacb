/** The difference between two estates: what somebody changed, one row an edit, and apart from it what follows. */
export type { Author } from './author.js'
export type { Consequence, ConsequenceId } from './consequences/consequence.js'
export type { Difference, EstateDiff } from './diff.js'
export { buildOf, diffEstates } from './diff.js'
export { type SideBySide, type SideRow, type SideValue, sideBySide } from './side-by-side.js'
export type { Facet, Noise, Thing, ThingKind } from './thing.js'
