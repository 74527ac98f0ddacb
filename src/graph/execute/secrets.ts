import { placesOf } from '../../entra/index.js'
import { isObject } from '../client/client.js'
import type { Json, JsonObject, Secrets, Step } from '../step.js'
import type { Values } from './context.js'
import { fillText } from './fill.js'

/** Stands where a secret stood. */
export const masked = '•••'

export interface Setting {
  readonly key: string
  readonly value: string
}

/** @throws MissingPlaces */
export function filledSettings(change: Secrets, values: Values): readonly Setting[] {
  return change.settings.map(({ key, value }) => ({ key, value: fillText(value, values) }))
}

/** The same with every secret masked: fit to be written down. */
export function maskedSettings(step: Step, change: Secrets, values: Values): readonly Setting[] {
  const hidden = maskedValues(step, values)
  return change.settings.map(({ key, value }) => ({ key, value: fillText(value, hidden) }))
}

/** Values in which secrets are masked. */
export function maskedValues(step: Step, values: Values): Values {
  const secrets = step.asks.filter(({ secret }) => secret).map(({ name }) => `ask:${name}`)
  return new Map([...values].map(([key, value]) => [key, secrets.includes(key) ? masked : value]))
}

export function isSecret(step: Step, change: Secrets, key: string): boolean {
  const names = step.asks.filter(({ secret }) => secret).map(({ name }) => name)
  return change.settings.some(
    (setting) =>
      setting.key === key &&
      placesOf(setting.value).some(({ place }) => place.kind === 'ask' && names.includes(place.name)),
  )
}

/** Keys and values as the service tells them: secret values are empty. */
export function storedSettings(item: JsonObject | undefined): readonly Setting[] {
  const list: Json | undefined = item?.value
  return (Array.isArray(list) ? list.filter(isObject) : []).map(({ key, value }) => ({
    key: String(key),
    value: typeof value === 'string' ? value : '',
  }))
}
