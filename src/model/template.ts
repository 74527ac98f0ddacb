export type TemplateParams = Readonly<Record<string, string | number>>

/** A place in a text: `{name}`, or `{name|one|many}`. */
const PLACE = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g

/**
 * Fills the places of a text. `{name}` is a param; `{count|rule is|rules are}` the words that fit the number in it. Numbers
 * get separators of thousands. A place without a param keeps its braces, so that a test sees it.
 */
export function fillTemplate(template: string, params: TemplateParams = {}, thousands = ','): string {
  return template.replace(PLACE, (place, name: string, one: string | undefined, many: string | undefined) => {
    const value = params[name]
    if (value === undefined) return place
    if (one === undefined || many === undefined) return typeof value === 'number' ? separated(value, thousands) : value
    return Number(value) === 1 ? one : many
  })
}

/** A text as a page about it shows it, without params: "{count} rules are disabled". */
export function templateText(text: string): string {
  return text.replace(PLACE, (place, _name, _one: string | undefined, many: string | undefined) => many ?? place)
}

function separated(value: number, thousands: string): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, thousands)
}
