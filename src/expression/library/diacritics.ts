/** NormalizeDiacritics of the provisioning service. */

/** Letters of the documented table that do not come apart by Unicode decomposition. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'oe',
  Ø: 'OE',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ß: 'ss',
  ẞ: 'SS',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
}

const ASCII_ONLY = /^[\0-\x7f]*$/

/** Strips diacritics from Latin letters; letters outside the documented table stay. */
export function normalizeDiacritics(text: string): string {
  if (ASCII_ONLY.test(text)) return text
  let result = ''
  for (const cluster of text.normalize('NFC').match(/\P{M}\p{M}*|\p{M}+/gu) ?? []) result += normalizeCluster(cluster)
  return result
}

function normalizeCluster(cluster: string): string {
  const bare = cluster.normalize('NFD').replace(/\p{Mn}/gu, '')
  const mapped = LETTERS[bare]
  if (mapped !== undefined) return mapped
  return /^[A-Za-z]$/.test(bare) ? bare : cluster
}

/** What one character becomes; used to see whether a replacement table is covered. */
export function diacriticOf(character: string): string {
  return normalizeDiacritics(character)
}
