import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WordTable } from '../../reports/words.js'
import { InputError } from '../readers/files/input-error.js'

type Texts = Readonly<Record<string, string>>

/** Ids of messages that have their English beside the code that says them; a table of words may hold them all the same. */
const messageAreas =
  /^(?:M2E-|(?:scenarios|stages|mappings|jobs|graph|cutover|deadlines|asks|notices|hand-steps|phrases)\.)/

/**
 * Every table of a language put together: English below, the language over it, the wording of a consultancy last, so that
 * it wins. A consultancy may bring a language that the product does not have.
 *
 * @param shipped folder `templates/language` of the product
 * @throws InputError for a language that nobody brings, or a wording that names no text
 */
export async function readWords(shipped: string, language: string, brandFolder?: string): Promise<WordTable> {
  const own = brandFolder === undefined ? undefined : join(brandFolder, 'language', language)
  const known = await languagesOf(shipped)
  if (!/^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/.test(language) || !(known.includes(language) || (own && existsSync(own))))
    throw new InputError(
      `There is no language "${language}".`,
      `Choose one of ${known.join(', ')}, or bring it in the brand folder as language/${language}/*.json.`,
    )
  const english = await tablesOf(join(shipped, 'en'))
  const spoken = known.includes(language) ? await tablesOf(join(shipped, language)) : {}
  const texts = { ...english, ...spoken }
  return { language, texts: own === undefined ? texts : { ...texts, ...(await tablesOf(own, english)) } }
}

async function languagesOf(shipped: string): Promise<string[]> {
  return (await readdir(shipped, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

async function tablesOf(folder: string, english?: Texts): Promise<Texts> {
  if (!existsSync(folder)) return {}
  const texts: Record<string, string> = {}
  for (const file of (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json')).sort())
    Object.assign(texts, await tableOf(join(folder, file), english))
  return texts
}

async function tableOf(file: string, english: Texts | undefined): Promise<Texts> {
  let table: unknown
  try {
    table = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''))
  } catch (problem) {
    throw new InputError(`${file} is not valid JSON: ${(problem as Error).message}.`, 'Correct it and run again.')
  }
  if (typeof table !== 'object' || table === null || Array.isArray(table))
    throw new InputError(`${file} does not hold an object of texts.`, 'Give it keys and texts.')
  for (const [key, text] of Object.entries(table)) {
    if (typeof text !== 'string') throw new InputError(`${file}: "${key}" is not a text.`, 'Put it in quotation marks.')
    if (english !== undefined) checkOverride(file, key, text, english[key])
  }
  return table as Texts
}

function checkOverride(file: string, key: string, text: string, original: string | undefined): void {
  if (original === undefined) {
    if (messageAreas.test(key)) return
    throw new InputError(
      `${file}: there is no text "${key}".`,
      'The keys are those of templates/language/en in the installation.',
    )
  }
  const allowed = placesOf(original)
  const strange = [...placesOf(text)].find((place) => !allowed.has(place))
  if (strange !== undefined)
    throw new InputError(
      `${file}: "${key}" has a place {${strange}} that nothing fills.`,
      allowed.size === 0
        ? 'This text has no places.'
        : `Its places are ${[...allowed].map((p) => `{${p}}`).join(', ')}.`,
    )
}

/** Names of the places of a text, `{count|one|many}` included. */
export function placesOf(text: string): Set<string> {
  return new Set([...text.matchAll(/\{(\w+)(?:\|[^|{}]*\|[^|{}]*)?\}/g)].map((match) => match[1] ?? ''))
}
