/**
 * Connector filters of MIM management agents (`stay-disconnector`). They say what is LEFT OUT: an object that meets one
 * alternative is not synchronized. The shape is the model's, so a connector's filter can be passed as it is.
 */

export interface ConnectorCondition {
  readonly attribute: string
  /** `dn` and its like, which are no attributes of the schema. */
  readonly intrinsic: boolean
  /** Token as written. */
  readonly operator: string
  readonly value: string | undefined
  readonly encoding?: string
  /** Marks `value` as a hexadecimal integer. */
  readonly radix?: string
}

export interface ConnectorAlternative {
  readonly conditions: readonly ConnectorCondition[]
}

export interface ConnectorFilterShape {
  readonly kind: 'declared' | 'scripted' | 'unknown'
  readonly alternatives: readonly ConnectorAlternative[]
}

export type ConnectorTest = 'equal' | 'present' | 'starts-with'

export interface ConnectorOperator {
  readonly token: string
  readonly test: ConnectorTest
  readonly negative: boolean
}

/**
 * Tokens seen in exports. The dialog offers more (ends with, contains, order, bits); how those are spelled in an export
 * is documented nowhere at hand, so they stay unknown instead of being guessed.
 */
export const CONNECTOR_OPERATORS: readonly ConnectorOperator[] = [
  { token: 'equality', test: 'equal', negative: false },
  { token: 'inequality', test: 'equal', negative: true },
  { token: 'present', test: 'present', negative: false },
  { token: 'not-present', test: 'present', negative: true },
  { token: 'substring-start', test: 'starts-with', negative: false },
]

export function connectorOperator(token: string): ConnectorOperator | undefined {
  return CONNECTOR_OPERATORS.find((known) => known.token === token)
}

const HEXADECIMAL = /^\s*(-)?0x([0-9a-fA-F]{1,16})\s*$/

/** The value a condition compares with: hexadecimal integers become decimal text. */
export function conditionValue(condition: ConnectorCondition): string {
  const value = condition.value ?? ''
  const hexadecimal = HEXADECIMAL.exec(value)
  if (hexadecimal === null || condition.radix === undefined) return value
  const number = BigInt.asIntN(64, BigInt(`0x${hexadecimal[2]}`))
  return String(hexadecimal[1] === undefined ? number : -number)
}
