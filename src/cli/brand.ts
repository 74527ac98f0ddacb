import { readFile, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { type Brand, type BrandLogo, contrast, pageColours, plainBrand, readableOnDark } from '../../reports/brand.js'
import { InputError } from '../readers/files/input-error.js'

const FILE = 'brand.json'
/** Contrast that WCAG 2.2 AA asks of text. */
const LEAST_CONTRAST = 4.5
/** A logo travels inside every report. */
const LARGEST_LOGO = 512 * 1024

export interface ReadBrand {
  readonly brand: Brand
  /** What can be used but should be looked at, one sentence each. */
  readonly warnings: readonly string[]
}

/**
 * `brand.json` of a consultancy's folder: `name`, `colours.accent`, `colours.accentDark`, `font`, `footer`, `logo` (a file
 * beside it), each optional.
 *
 * @throws InputError naming file and key of what cannot be used
 */
export async function readBrand(folder: string): Promise<ReadBrand> {
  const info = await stat(folder).catch(() => undefined)
  if (info?.isDirectory() !== true)
    throw new InputError(`The brand folder ${folder} is not there.`, 'Name the folder that holds brand.json.')
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => undefined)
  // A folder may bring wording or templates only.
  if (text === undefined) return { brand: plainBrand, warnings: [] }
  const values = fieldsOf(parsed(text), '', ['name', 'colours', 'font', 'footer', 'logo'])
  const colours = fieldsOf(values.colours ?? {}, 'colours.', ['accent', 'accentDark'])
  const accent = colour(colours.accent, 'colours.accent') ?? plainBrand.colours.accent
  const accentDark =
    colour(colours.accentDark, 'colours.accentDark') ??
    (colours.accent === undefined ? plainBrand.colours.accentDark : readableOnDark(accent))
  const logo = textOf(values.logo, 'logo')
  return {
    brand: {
      name: textOf(values.name, 'name') ?? '',
      colours: { accent, accentDark },
      font: font(textOf(values.font, 'font')),
      footer: textOf(values.footer, 'footer') ?? '',
      logo: logo === undefined ? undefined : await readLogo(folder, logo),
    },
    warnings: [
      ...contrastWarning('colours.accent', accent, pageColours.light),
      ...contrastWarning('colours.accentDark', accentDark, pageColours.dark),
    ],
  }
}

function wrong(key: string, what: string, remedy: string): InputError {
  return new InputError(`${FILE}: "${key}" ${what}.`, remedy)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (problem) {
    throw new InputError(`${FILE} is not valid JSON: ${(problem as Error).message}.`, 'Correct it and run again.')
  }
}

function fieldsOf(value: unknown, prefix: string, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw prefix === ''
      ? new InputError(`${FILE} does not hold an object.`, `Give it the keys ${known.join(', ')}.`)
      : wrong(prefix.slice(0, -1), 'is not an object', `Give it the keys ${known.join(', ')}.`)
  for (const key of Object.keys(value))
    if (!known.includes(key)) throw wrong(`${prefix}${key}`, 'is not known', `Known are ${known.join(', ')}.`)
  return value as Readonly<Record<string, unknown>>
}

function textOf(value: unknown, key: string): string | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw wrong(key, 'is not a text', 'Put it in quotation marks.')
  return value.trim()
}

function colour(value: unknown, key: string): string | undefined {
  const text = textOf(value, key)?.toLowerCase()
  if (text !== undefined && !/^#[0-9a-f]{6}$/.test(text))
    throw wrong(key, `is not a colour: ${text}`, 'Write it as #rrggbb, for example #1f4e8c.')
  return text
}

/** It stands in a style sheet and in a document, so it is a plain name. */
function font(text: string | undefined): string {
  if (text !== undefined && !/^[\p{L}\p{N} _-]*$/u.test(text))
    throw wrong('font', `is not the name of a typeface: ${text}`, 'Write one name, for example Segoe UI.')
  return text ?? ''
}

function contrastWarning(key: string, text: string, page: string): string[] {
  const found = contrast(text, page)
  if (found >= LEAST_CONTRAST) return []
  return [
    `${FILE}: "${key}" ${text} on ${page} has a contrast of ${found.toFixed(1)}:1; readers need ${LEAST_CONTRAST}:1 (WCAG AA).`,
  ]
}

async function readLogo(folder: string, name: string): Promise<BrandLogo> {
  const path = resolve(folder, name)
  if (relative(resolve(folder), path).split(sep)[0] === '..')
    throw wrong('logo', `leads out of the brand folder: ${name}`, 'Put the logo beside brand.json.')
  const bytes = await readFile(path).catch(() => {
    throw wrong('logo', `names a file that cannot be read: ${name}`, 'Put the logo beside brand.json.')
  })
  if (bytes.byteLength > LARGEST_LOGO)
    throw wrong('logo', `is larger than ${LARGEST_LOGO / 1024} KB: ${name}`, 'Give a smaller picture.')
  if (bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')) && bytes.byteLength >= 24)
    return {
      mediaType: 'image/png',
      bytes,
      size: { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) },
    }
  const text = bytes.toString('utf8')
  if (!/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(text))
    throw wrong('logo', `is neither PNG nor SVG: ${name}`, 'Save it as one of the two.')
  return { mediaType: 'image/svg+xml', bytes, size: viewBox(text) }
}

function viewBox(svg: string): BrandLogo['size'] {
  const box = /<svg[^>]*\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(svg)
  const [width, height] = [Number(box?.[1]), Number(box?.[2])]
  return width > 0 && height > 0 ? { width, height } : undefined
}
