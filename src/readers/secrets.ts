import type { SensitiveValue } from '../model/index.js'
import { REDACTED } from './redacted.js'
import { withoutScriptSecrets } from './script-secrets.js'

export { REDACTED }

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

/** Speak of passwords without being one: dates, counters, switches and rules (`pwdLastSet`, `PasswordHashSync`). */
const aboutSecrets =
  /(?:last[-_ ]?(?:set|change|changed)|(?:pwd|password)[-_ ]?(?:count|age)|length|time|expir(?:y|es|ed|ation)|enabled|policy|history[-_ ]?size|hash[-_ ]?sync|write[-_ ]?back|email[-_ ]?address|mobile[-_ ]?phone)$/i

/** true when a parameter, attribute or property of this name holds a secret, whatever the export says about encryption. */
export function isSecretName(name: string): boolean {
  return secretTargets.has(name.toLowerCase()) || (secretName.test(name) && !aboutSecrets.test(name))
}

/** `Server=x;User Id=y;Password=z` under whatever name. */
const connectionStringWithPassword = /^(?:[^=;\n]{1,60}=[^;\n]*;)*\s*(?:password|pwd)\s*=\s*[^;\s]/i

/**
 * Keeps `value` unless its name or the export says that it is a secret; an empty value is never a secret. Of a script or an
 * address only the secret itself goes.
 */
export function sensitive(name: string, value: string, encrypted = false): SensitiveValue {
  return value !== '' && (encrypted || isSecretName(name) || connectionStringWithPassword.test(value))
    ? { value: undefined, redacted: true }
    : { value: withoutScriptSecrets(value), redacted: false }
}

/** true when something of `original` was taken out, all of it or a part. */
export function isTakenOut(read: SensitiveValue, original: string): boolean {
  return read.redacted || read.value !== original
}

/** Kinds of parameters whose value is a choice or a label, so never a secret. */
const choiceTypes = new Set(['checkbox', 'drop-down', 'label', 'divider'])

/**
 * Value of a connector's parameter. Scripts stay, whatever their name says (`Begin Password Script`): they are the evidence
 * of what the connector does; passwords written into them go. A yes or no is never a secret.
 */
export function sensitiveParameter(name: string, type: string, value: string, encrypted: boolean): SensitiveValue {
  const kind = type.toLowerCase()
  if (encrypted || kind === 'encrypted-string') return sensitive(name, value, true)
  if (choiceTypes.has(kind) || /^(?:true|false)$/i.test(value)) return { value, redacted: false }
  if (/\bscripts?$/i.test(name.trim())) return { value: withoutScriptSecrets(value), redacted: false }
  if (kind === 'file' && hidesSecret(value)) return { value: undefined, redacted: true }
  return sensitive(name, value)
}

/** Files are carried as base64; one with a password in it goes as a whole. */
function hidesSecret(base64: string): boolean {
  const bytes = Buffer.from(base64, 'base64')
  const text = bytes.toString(bytes.includes(0) ? 'utf16le' : 'utf8')
  return withoutScriptSecrets(text) !== text
}
