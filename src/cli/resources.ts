import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { HtmlTemplates } from '../../reports/html/render.js'
import type { WordTable } from '../../reports/words.js'

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

export async function loadHtmlTemplates(): Promise<HtmlTemplates> {
  const folder = join(packageRoot(), 'templates', 'html')
  const files = (await readdir(folder)).filter((file) => /\.(?:hbs|css|js)$/.test(file)).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return Object.fromEntries(files.map((file, index) => [file.replace(/\.\w+$/, ''), texts[index] ?? '']))
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

/** Every table of a language put together, the folder of a consultancy last so that it wins. */
export async function loadWords(language: string, brandFolder?: string): Promise<WordTable> {
  const folders = [
    join(packageRoot(), 'templates', 'language', language),
    ...(brandFolder === undefined ? [] : [join(brandFolder, 'language', language)]),
  ]
  const texts: Record<string, string> = {}
  for (const folder of folders)
    for (const file of await jsonFilesOf(folder))
      Object.assign(texts, JSON.parse(await readFile(join(folder, file), 'utf8')) as Record<string, string>)
  return { language, texts }
}

async function jsonFilesOf(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return []
  return (await readdir(folder)).filter((file) => file.endsWith('.json')).sort()
}
