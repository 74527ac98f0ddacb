import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { HtmlTemplates } from '../../reports/html/render.js'
import { type Words, type WordTable, wordsOf } from '../../reports/words.js'
import type { ScriptParts } from '../cutover/index.js'
import { readWords } from './wording.js'

/** Folder of the installed package: the nearest one upwards that holds `templates` and `package.json`. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!(existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'templates')))) {
    const parent = dirname(folder)
    if (parent === folder)
      throw new Error('The installation is incomplete: the folder "templates" is missing. Install mim2entra again.')
    folder = parent
  }
  return folder
}

/** The product's templates, each replaced by the file of the same name in `templates/html` of a consultancy's folder. */
export async function loadHtmlTemplates(brandFolder?: string): Promise<HtmlTemplates> {
  const own = await templatesOf(join(packageRoot(), 'templates', 'html'))
  return brandFolder === undefined ? own : { ...own, ...(await templatesOf(join(brandFolder, 'templates', 'html'))) }
}

async function templatesOf(folder: string): Promise<HtmlTemplates> {
  if (!existsSync(folder)) return {}
  const files = (await readdir(folder)).filter((file) => /\.(?:hbs|css|js)$/.test(file)).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return Object.fromEntries(files.map((file, index) => [file.replace(/\.\w+$/, ''), texts[index] ?? '']))
}

/** The fixed parts of generated PowerShell; a consultancy's folder may hold its own. */
export async function loadScriptParts(brandFolder?: string): Promise<ScriptParts> {
  const text = (name: string) => {
    const own = join(brandFolder ?? '', 'templates', 'powershell', name)
    const path =
      brandFolder !== undefined && existsSync(own) ? own : join(packageRoot(), 'templates', 'powershell', name)
    return readFile(path, 'utf8')
  }
  return { functions: await text('functions.ps1'), rollbackFunctions: await text('rollback-functions.ps1') }
}

export async function productVersion(): Promise<string> {
  const text = await readFile(join(packageRoot(), 'package.json'), 'utf8')
  const { version } = JSON.parse(text) as { version: string }
  return version
}

/** The page that explains a scenario; undefined when there is no such scenario. */
export async function scenarioPage(id: string): Promise<string | undefined> {
  if (!/^[a-z0-9-]+$/.test(id)) return undefined
  return readFile(join(packageRoot(), 'analyzers', id, 'README.md'), 'utf8').catch(() => undefined)
}

/** The words of a language, those of a consultancy's folder over them. @throws InputError naming file and key */
export async function loadWords(language: string, brandFolder?: string): Promise<WordTable> {
  return readWords(join(packageRoot(), 'templates', 'language'), language, brandFolder)
}

/** The words of commands that speak English whatever the report speaks. */
export async function english(): Promise<Words> {
  return wordsOf(await loadWords('en'))
}
