/**
 * Values an artefact cannot know when it is designed stand in it as places in braces:
 *
 * - `{made:<key>}`: id of what another artefact of the plan makes,
 * - `{find:<kind>?<attribute>=<value>}`: id of something the tenant has already, found by one attribute,
 * - `{ask:<name>}`: a value a person gives when the plan is applied.
 *
 * Values are percent-encoded, so that a place never holds a brace of its own. Every text of an artefact may hold places.
 */

export type FoundKind = 'user' | 'group' | 'role-definition' | 'application' | 'service-principal'

export type Place =
  | { readonly kind: 'made'; readonly key: string }
  | { readonly kind: 'find'; readonly what: FoundKind; readonly attribute: string; readonly value: string }
  | { readonly kind: 'ask'; readonly name: string }

export function madeBy(key: string): string {
  return `{made:${key}}`
}

export function foundIn(what: FoundKind, attribute: string, value: string): string {
  return `{find:${what}?${attribute}=${encoded(value)}}`
}

/** @param name camelCase, the same wherever the same value is meant */
export function askedFor(name: string): string {
  return `{ask:${name}}`
}

const PLACE = /\{(?:made:([a-z0-9/-]+)|find:([a-z-]+)\?(\w+)=([^{}]*)|ask:(\w+))\}/g

/** Every place of a text with its own text, in order. */
export function placesOf(text: string): readonly { readonly text: string; readonly place: Place }[] {
  return [...text.matchAll(PLACE)].map((match) => {
    const [whole, key, what, attribute, value, name] = match
    if (key !== undefined) return { text: whole, place: { kind: 'made', key } }
    if (what !== undefined && attribute !== undefined)
      return {
        text: whole,
        place: { kind: 'find', what: what as FoundKind, attribute, value: decodeURIComponent(value ?? '') },
      }
    return { text: whole, place: { kind: 'ask', name: name ?? '' } }
  })
}

/**
 * A text of the customer that poses as a place made one no more. Names and descriptions hold no places, so whatever looks
 * like one there was written by a stranger.
 */
export function withoutPlaces(text: string): string {
  return text.replace(/\{(?=(?:made|find|ask):)/g, '(')
}

function encoded(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
}
