/** 1 January 1980, 00:00: the first moment a zip entry can carry. */
const DOS_TIME = 0
const DOS_DATE = (0 << 9) | (1 << 5) | 1

const END_OF_CENTRAL_DIRECTORY = 0x06054b50
const CENTRAL_HEADER = 0x02014b50

/**
 * The same archive with one fixed date on every entry. The workbook writer stamps entries with the time of writing, and
 * two runs on the same input must give the same bytes.
 */
export function withFixedDates(archive: Buffer): Buffer {
  const fixed = Buffer.from(archive)
  let end = fixed.length - 22
  while (end >= 0 && fixed.readUInt32LE(end) !== END_OF_CENTRAL_DIRECTORY) end -= 1
  if (end < 0) throw new Error('The workbook writer did not produce a zip archive.')
  let entry = fixed.readUInt32LE(end + 16)
  for (let left = fixed.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (fixed.readUInt32LE(entry) !== CENTRAL_HEADER) throw new Error('The workbook archive has a damaged directory.')
    fixed.writeUInt16LE(DOS_TIME, entry + 12)
    fixed.writeUInt16LE(DOS_DATE, entry + 14)
    const local = fixed.readUInt32LE(entry + 42)
    fixed.writeUInt16LE(DOS_TIME, local + 10)
    fixed.writeUInt16LE(DOS_DATE, local + 12)
    entry += 46 + fixed.readUInt16LE(entry + 28) + fixed.readUInt16LE(entry + 30) + fixed.readUInt16LE(entry + 32)
  }
  return fixed
}
