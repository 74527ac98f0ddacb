/** Every statement starts with its name and is one SELECT: nothing else ever leaves this room. */
const oneSelect = /^\/\* m2e:[a-z0-9/-]+ \*\/ SELECT /

/** Words that change something or hide a second statement. Names of columns stand in brackets and values in parameters. */
const forbidden =
  /;|--|\b(?:insert|update|delete|merge|into|drop|alter|create|truncate|exec(?:ute)?|grant|revoke|deny|set|use|waitfor|backup|restore|shutdown|dbcc|openrowset|opendatasource|xp_\w+|sp_\w+)\b/i

/** @throws Error when a statement is anything but one SELECT: a fault of this program */
export function assertSelect(statement: string): void {
  const bare = statement
    .replace(/^\/\* m2e:[a-z0-9/-]+ \*\//, '')
    .replace(/\[(?:[^\]]|\]\])*\]/g, '[]')
    .replace(/N'(?:[^']|'')*'/g, "N''")
  if (!oneSelect.test(statement) || forbidden.test(bare) || bare.includes('/*'))
    throw new Error(`Refused to send a statement that is not one plain SELECT: ${statement.slice(0, 80)}`)
}
