/**
 * How much of a large estate the page shows. The workbook and the JSON have everything; whatever the page leaves out it
 * says at the place, with the number and where the rest is.
 */

/** Tables longer than this start closed, so that the page is quick to first view. */
export const openRows = 60
const mostRows = 1000
/** Tables in which people look things up stay whole for a large company, too. */
const mostInCatalogue = 3000
const catalogue = new Set(['sync-rules', 'service-sync-rules', 'groups', 'policies', 'workflows', 'files'])
/** Tables that list what is set, in which people search rather than read: enough for a company of usual size. */
const mostInInventory = 400
const inventory = new Set([
  'connection-settings',
  'connector-settings',
  'metaverse-attributes',
  'parameters',
  'selected-attributes',
])

/** Rows of a table the page shows at most. */
export function mostRowsOf(table: string): number {
  if (inventory.has(table)) return mostInInventory
  return catalogue.has(table) ? mostInCatalogue : mostRows
}

/** Mapping rows of one scenario: a company of sixty forests has the same table sixty times. */
export const mostMappings = 300
/** Statements of one list. */
export const mostStatements = 80
/** Reasons of one part. */
export const mostReasons = 25
/** Flows on one side of an attribute. */
export const mostSteps = 40
/** Characters of an expression beside a step; the mapping it leads to has it whole. */
export const longestMapping = 160
/** Characters of one cell. */
export const longestCell = 800
