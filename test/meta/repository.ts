import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of the repository. */
export const root = resolve(fileURLToPath(import.meta.url), '..', '..', '..')

const leftOut = new Set(['node_modules', 'dist', '.git', 'coverage', 'mim2entra-demo'])

/** Every file of the repository by its path from the root, sorted. */
export function repositoryFiles(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      if (folder === '' && leftOut.has(entry.name)) return []
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      return entry.isDirectory() ? repositoryFiles(path) : [path]
    })
    .sort()
}
