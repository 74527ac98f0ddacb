import { isSecretName } from '../secrets.js'

// Real files have a few hundred attribute names, each in every object; a hostile one must not fill the memory with them.
const MOST_NAMES = 10_000
const known = new Map<string, boolean>()

/** isSecretName with a memory. */
export function isSecretAttribute(name: string): boolean {
  let secret = known.get(name)
  if (secret === undefined) {
    secret = isSecretName(name)
    if (known.size >= MOST_NAMES) known.clear()
    known.set(name, secret)
  }
  return secret
}
