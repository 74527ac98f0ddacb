/** A security identifier in its text form, from base64 or text; undefined when it is neither. */
export function sidText(value: string): string | undefined {
  if (/^S-1-\d+(-\d+)+$/i.test(value)) return value.toUpperCase()
  const bytes = Buffer.from(value, 'base64')
  const [revision, count] = bytes
  if (revision !== 1 || count === undefined || bytes.length !== 8 + 4 * count) return undefined
  const parts = Array.from({ length: count }, (_, index) => bytes.readUInt32LE(8 + 4 * index))
  return ['S-1', bytes.readUIntBE(2, 6), ...parts].join('-')
}
