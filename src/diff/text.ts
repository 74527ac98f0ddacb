/** Text with runs of blanks outside quotes as one: a blank inside quotes is part of a value. */
export function collapsed(text: string): string {
  const parts = text.split(/("(?:[^"]|"")*"|'(?:[^']|'')*')/)
  return parts
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\s+/g, ' ')))
    .join('')
    .trim()
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
