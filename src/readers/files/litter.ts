const litter = /(^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$|(^|\/)__MACOSX\//i

/** Files that operating systems and archivers leave behind; they are nobody's export. */
export function isLitter(name: string): boolean {
  return litter.test(name)
}
