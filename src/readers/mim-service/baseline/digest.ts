import { hash } from 'node:crypto'
import { normalizeValue } from './normalize.js'

/** Written where a shipped object has no value. */
export const NO_VALUE = '-'

/** 48 bits: enough to tell a change, and nothing of the text can be read out of it. */
const DIGEST_CHARACTERS = 8

const known = new Map<string, string>()
const KNOWN_LIMIT = 4096

/**
 * Short fingerprint of an attribute's values. Order has no meaning in the service, so it has none here; a switch that is
 * off is the same as no value.
 */
export function digestValues(attribute: string, values: readonly string[]): string {
  const normalized = values
    .map((value) => normalizeValue(attribute, value))
    .filter((value) => value !== '' && value !== 'false')
    .sort()
  if (normalized.length === 0) return NO_VALUE
  return digestText(normalized.join('\n'))
}

function digestText(text: string): string {
  if (text.length > 64) return shortHash(text)
  const cached = known.get(text)
  if (cached !== undefined) return cached
  const digest = shortHash(text)
  // The few short values (`true`, `String`, references) come back thousands of times.
  if (known.size < KNOWN_LIMIT) known.set(text, digest)
  return digest
}

function shortHash(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, DIGEST_CHARACTERS)
}
