import { isSecretName, REDACTED } from '../secrets.js'
import { parseEmbedded } from './embedded.js'
import { redactDocument } from './redact-document.js'
import { redactBrokenDocument, withoutScriptSecrets } from './redact-text.js'

/** Attributes whose name sounds like a secret but is not one, and the reverse. */
const harmless = new Set(['resetpassword', 'ad_usercannotchangepassword'])
const secretAttributes = new Set(['gatedata', 'registrationdata', 'authnwfregistrationdata'])

/** Documents in attributes that never hold anything but texts and layout. */
const plainDocuments = new Set(['Filter', 'ConfigurationData', 'StringResources', 'FunctionParameters'])

const tellingName =
  /pass|pwd|secret|token|key|credential|connection|secure|bearer|basic\s|:\/\/[^\s/]*@|[?&](?:amp;)?(?:code|\w*sig)=/i

export interface Redacted {
  readonly values: readonly string[]
  /** Something was taken out. */
  readonly removed: boolean
}

/** Values of one attribute without passwords, keys and tokens. */
export function redactValues(attribute: string, values: readonly string[]): Redacted {
  const results = values.map((value) => redactValue(attribute, value))
  return { values: results, removed: results.some((value, index) => value !== values[index]) }
}

function redactValue(attribute: string, value: string): string {
  if (value === '') return value
  if (isSecretAttribute(attribute)) return /^\s*(?:true|false)\s*$/i.test(value) ? value : REDACTED
  if (plainDocuments.has(attribute) || !tellingName.test(value)) return value
  if (!value.trimStart().startsWith('<')) return isText(attribute) ? value : withoutScriptSecrets(value)
  const { root } = parseEmbedded(value)
  if (root === undefined) return redactBrokenDocument(value)
  return redactDocument(root) ?? value
}

/** Copies of the synchronization configuration are told by their elements, not by the attribute's name. */
function isSecretAttribute(attribute: string): boolean {
  const name = attribute.toLowerCase()
  if (name.startsWith('syncconfig-') || harmless.has(name)) return false
  return secretAttributes.has(name) || isSecretName(attribute)
}

/** Texts for people speak about passwords all the time. */
function isText(attribute: string): boolean {
  return /^(?:DisplayName|Description|Name|EmailBody|EmailSubject|UsageKeyword)$/.test(attribute)
}
