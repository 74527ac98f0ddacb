import type { SensitiveValue } from '../model/index.js'

/** Shown wherever a secret stood. */
export const REDACTED = '•••'

const secretName =
  /pass(?:word|wd|phrase)|\bpwd\b|pwd$|^pwd|secret|token|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|credential|connection[-_ ]?string/i

/** Attributes whose constant value is a password by definition. */
const secretTargets = new Set([
  'unicodepwd',
  'userpassword',
  'export_password',
  'dbcspwd',
  'ntpwdhistory',
  'lmpwdhistory',
])

/** true when a parameter, attribute or property of this name holds a secret, whatever the export says about encryption. */
export function isSecretName(name: string): boolean {
  return secretTargets.has(name.toLowerCase()) || secretName.test(name)
}

/** Keeps `value` unless its name or the export says that it is a secret; an empty value is never a secret. */
export function sensitive(name: string, value: string, encrypted = false): SensitiveValue {
  return value !== '' && (encrypted || isSecretName(name))
    ? { value: undefined, redacted: true }
    : { value, redacted: false }
}
