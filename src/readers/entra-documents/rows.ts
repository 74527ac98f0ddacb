export interface Row {
  readonly cells: readonly string[]
  /** Where the next row begins. */
  readonly end: number
  /** The text ends inside a quoted cell. */
  readonly cut: boolean
}

const separators = [';', ',', '\t', '|'] as const

/** The separator of which the first row has most, outside quotes. undefined when it has none. */
export function separatorOf(text: string): string | undefined {
  const first = /^\uFEFF?(?:#TYPE [^\n]*\n)?([^\n]*)/.exec(text)?.[1] ?? ''
  const bare = first.replace(/"(?:[^"]|"")*"/g, '')
  const counted = separators.map((separator) => ({ separator, count: bare.split(separator).length - 1 }))
  const best = counted.reduce((a, b) => (b.count > a.count ? b : a))
  return best.count === 0 ? undefined : best.separator
}

/** Where the header begins: PowerShell's Export-Csv writes the type of its objects before it. */
export function startOfTable(text: string): number {
  const type = /^\uFEFF?#TYPE [^\n]*\n/.exec(text)
  return type?.[0].length ?? (text.startsWith('\uFEFF') ? 1 : 0)
}

/** Cells of the row that begins at `start`; undefined at the end of the text. Quoted cells may span lines. */
export function readRow(text: string, start: number, separator: string): Row | undefined {
  if (start >= text.length) return undefined
  const cells: string[] = []
  let at = start
  for (;;) {
    if (text[at] === '"') {
      const end = endOfQuoted(text, at)
      if (end === undefined) return { cells, end: text.length, cut: true }
      cells.push(text.slice(at + 1, end - 1).replaceAll('""', '"'))
      at = end
    } else {
      const from = at
      while (at < text.length && text[at] !== separator && text[at] !== '\n') at += 1
      cells.push(text.slice(from, at))
    }
    // What follows a closing quote up to the separator belongs to no cell.
    while (at < text.length && text[at] !== separator && text[at] !== '\n') at += 1
    if (text[at] !== separator) return { cells, end: at + 1, cut: false }
    at += 1
  }
}

function endOfQuoted(text: string, start: number): number | undefined {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] !== '"') return at + 1
    at += 1
  }
  return undefined
}
