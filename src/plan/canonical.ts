import { createHash } from 'node:crypto'

/**
 * SHA-256, lower-case hexadecimal, over the canonical JSON of plain data: keys in code-unit order, no blanks, members that
 * are undefined left out as JSON does. Equal data has an equal hash, before and after a round trip through a file.
 */
export function contentHash(value: unknown): string {
  const hash = createHash('sha256')
  let waiting: string[] = []
  let length = 0
  // An estate can be hundreds of megabytes; it is never held as one text.
  const put = (text: string) => {
    waiting.push(text)
    length += text.length
    if (length < 65_536) return
    hash.update(waiting.join(''))
    waiting = []
    length = 0
  }
  write(value, put)
  return hash.update(waiting.join('')).digest('hex')
}

function write(value: unknown, put: (text: string) => void): void {
  if (Array.isArray(value)) {
    put('[')
    for (const [index, item] of value.entries()) {
      if (index > 0) put(',')
      write(item ?? null, put)
    }
    put(']')
    return
  }
  if (typeof value === 'bigint') {
    write(asJson('', value), put)
    return
  }
  if (typeof value !== 'object' || value === null) {
    put(JSON.stringify(value ?? null))
    return
  }
  const record = value as Readonly<Record<string, unknown>>
  let separator = ''
  put('{')
  for (const name of Object.keys(record).sort()) {
    if (record[name] === undefined) continue
    put(`${separator}${JSON.stringify(name)}:`)
    write(record[name], put)
    separator = ','
  }
  put('}')
}

/** Replacer for `JSON.stringify`: integers of expressions are of any length, which JSON has no word for. */
export function asJson(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { $integer: String(value) } : value
}

/** Reviver for `JSON.parse`: the way back. */
export function fromJson(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$integer' in value)) return value
  const { $integer } = value
  return typeof $integer === 'string' && /^-?\d+$/.test($integer) ? BigInt($integer) : value
}
