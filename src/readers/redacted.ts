/** Shown wherever a secret stood. */
export const REDACTED = '•••'
