import { resolve } from 'node:path'
import { type Brand, plainBrand } from '../../reports/brand.js'
import { renderExcel } from '../../reports/excel/render.js'
import { type HtmlTemplates, renderHtml } from '../../reports/html/render.js'
import { renderJson } from '../../reports/json/render.js'
import { renderMarkdown } from '../../reports/markdown/render.js'
import type { Report } from '../../reports/model.js'
import { type Words, wordsOf } from '../../reports/words.js'
import type { Assessment } from '../plan/assessment.js'
import { InputError } from '../readers/files/input-error.js'
import { readBrand } from './brand.js'
import type { CliIo } from './io.js'
import type { OutputFile } from './output-folder.js'
import { loadHtmlTemplates, loadWords } from './resources.js'

/** What every command that writes reports can be told about how they look. */
export interface DressOptions {
  /** Language of the reports, `en` unless told. */
  readonly language?: string
  /** Folder of a consultancy's brand. */
  readonly brand?: string
}

/** How the reports look and speak. */
export interface Dress {
  readonly words: Words
  readonly brand: Brand
  readonly templates: HtmlTemplates
  /** A consultancy's own templates are among them. */
  readonly branded: boolean
}

/**
 * Read before any export is: a slip in a brand must not show after an hour. Warnings go to stderr.
 *
 * @throws InputError naming file and key
 */
export async function readDress({ language = 'en', brand }: DressOptions, io: CliIo): Promise<Dress> {
  const folder = brand === undefined ? undefined : resolve(io.cwd, brand)
  const read = folder === undefined ? { brand: plainBrand, warnings: [] } : await readBrand(folder)
  for (const warning of read.warnings) io.err(`mim2entra: ${warning}\n`)
  return {
    words: wordsOf(await loadWords(language, folder)),
    brand: read.brand,
    templates: await loadHtmlTemplates(folder),
    branded: folder !== undefined,
  }
}

/** All formats of a report, in the order in which people look for them. */
export async function renderFiles(report: Report, assessment: Assessment, dress: Dress): Promise<OutputFile[]> {
  const { words, brand } = dress
  // A large library that no other command needs.
  const { renderWord } = await import('../../reports/word/render.js')
  const { standardLook } = await import('../../reports/word/styles.js')
  const look = {
    font: brand.font || standardLook.font,
    accent:
      brand.colours.accent === plainBrand.colours.accent
        ? standardLook.accent
        : brand.colours.accent.slice(1).toUpperCase(),
    name: brand.name,
    footer: brand.footer,
    ...(brand.logo === undefined ? {} : { logo: brand.logo }),
  }
  return [
    { name: 'index.html', bytes: Buffer.from(html(report, dress)) },
    { name: 'assessment.xlsx', bytes: await renderExcel(report, words) },
    { name: 'assessment.docx', bytes: await renderWord(report, words, look) },
    { name: 'assessment.md', bytes: Buffer.from(renderMarkdown(report, words)) },
    { name: 'assessment.json', bytes: Buffer.from(renderJson(report, assessment)) },
  ]
}

/** A template of a consultancy that does not fit is its to correct. */
function html(report: Report, { words, brand, templates, branded }: Dress): string {
  try {
    return renderHtml(report, templates, words, brand)
  } catch (problem) {
    if (!branded) throw problem
    throw new InputError(
      `The HTML templates of the brand folder do not fit: ${(problem as Error).message}`,
      'Compare templates/html there with the templates of the installation.',
      { cause: problem },
    )
  }
}
