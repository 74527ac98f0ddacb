/** Helpers of the tests in this folder. */

import type { Language } from './ast.js'
import type { EvaluationContext } from './context.js'
import type { Decisions } from './decisions.js'
import { attempt } from './errors.js'
import { valueFromJson, valueToJson } from './json-values.js'
import { compile } from './languages.js'

/** An expression, its attributes as JSON, the result as JSON; `{ $error: 'text' }` for a refusal. */
export type Example = readonly [expression: string, attributes: Readonly<Record<string, unknown>>, expected: unknown]

/** A fixed clock, a fixed chance, a target that holds `taken`. */
export function contextWith(attributes: Readonly<Record<string, unknown>>, decisions?: Decisions): EvaluationContext {
  const values = new Map(Object.entries(attributes).map(([name, value]) => [name, valueFromJson(value)]))
  return {
    attributes: values,
    parameters: new Map([
      ['Domain.FQDN', 'contoso.com'],
      ['team', 'Sales'],
    ]),
    importedValues: new Map([['mail', 'confirmed@contoso.com']]),
    now: Date.UTC(2026, 0, 31, 12),
    random: () => 0.5,
    isTaken: (value) => value === 'taken',
    decisions,
  }
}

/** The result of an expression as JSON, or the refusal. */
export function resultOf(
  language: Language,
  expression: string,
  attributes: Readonly<Record<string, unknown>>,
): unknown {
  const outcome = attempt(() => compile(language, expression).evaluate(contextWith(attributes)))
  return outcome.ok ? valueToJson(outcome.value) : { $error: outcome.error.message }
}

/** A certificate made for these tests: CN=Ann Smith, O="Fabrikam, Inc.", C=US, self-signed, with alternative names. */
export const CERTIFICATE: string =
  'MIICEjCCAbmgAwIBAgIDAQKrMAoGCCqGSM49BAMCMDoxCzAJBgNVBAYTAlVTMRcwFQYDVQQKDA5GYWJyaWthbSwgSW5jLjESMBAGA1UEAwwJQW' +
  '5uIFNtaXRoMB4XDTI2MTEyMTA2MDIwOVoXDTM2MTExODA2MDIwOVowOjELMAkGA1UEBhMCVVMxFzAVBgNVBAoMDkZhYnJpa2FtLCBJbmMuMRIw' +
  'EAYDVQQDDAlBbm4gU21pdGgwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAROBz0rncoc+LzXMPXnsl6CDtqBERaUYxJQRB90uNTQ0OeJfId+8L' +
  'CeDq8HDBOZg/E7BNK0Jb7Jwoxw4OaMJnU/o4GtMIGqMAwGA1UdEwEB/wQCMAAwCwYDVR0PBAQDAgeAMG4GA1UdEQRnMGWBEGFubkBmYWJyaWth' +
  'bS5jb22CEHBjMS5mYWJyaWthbS5jb22GGGh0dHBzOi8vZmFicmlrYW0uY29tL2FubqAlBgorBgEEAYI3FAIDoBcMFWFubkBjb3JwLmZhYnJpa2' +
  'FtLmNvbTAdBgNVHQ4EFgQUicxkZD6LZXSYJPoP5fD/eE+gZfgwCgYIKoZIzj0EAwIDRwAwRAIgNL9epX2nCvWEePyV8hnt9cBUa0kEfHPwgikr' +
  'PwMyUIMCIHdIvtabvFOmYh2OnY9eT/Ij+yE9CSoetf28HFdQw9g2'
