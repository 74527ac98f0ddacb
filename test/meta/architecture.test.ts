import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repositoryFiles, root } from './repository.js'

/** Who may import whom. Every room may import itself and `src/model`, which imports nothing. */
const rooms: Readonly<Record<string, readonly string[] | 'all'>> = {
  'src/model': [],
  'src/xml': [],
  'src/readers': ['src/xml'],
  'src/expression': [],
  'src/engine': ['src/expression'],
  'src/diff': ['src/expression'],
  'src/catalogue': [],
  'src/entra': ['src/expression', 'src/catalogue'],
  analyzers: ['src/expression', 'src/catalogue', 'src/entra'],
  'src/parity': ['src/engine', 'src/entra', 'analyzers'],
  'src/preflight': ['src/catalogue', 'src/entra', 'src/graph'],
  'src/plan': ['analyzers', 'src/catalogue', 'src/entra', 'src/parity', 'src/preflight'],
  'src/graph': ['src/entra'],
  'src/cutover': ['src/plan', 'src/graph', 'src/entra'],
  reports: ['src/plan', 'src/diff'],
  'src/cli': 'all',
  test: 'all',
  bench: 'all',
}

/** Packages that only one room may know. */
const doors: Readonly<Record<string, string>> = {
  'fast-xml-parser': 'src/xml',
  'csv-parse': 'src/readers/objects',
  'csv-parse/sync': 'src/readers/objects',
  'web-tree-sitter': 'src/readers/rules-extension',
  mssql: 'src/readers/database',
  tedious: 'src/readers/database',
  '@azure/identity': 'src/graph',
  '@microsoft/microsoft-graph-client': 'src/graph',
  handlebars: 'reports',
  exceljs: 'reports/excel',
  docx: 'reports/word',
  'docx/charts': 'reports/word',
  'docx/shapes': 'reports/word',
  jszip: 'reports/word',
  commander: 'src/cli',
}

function roomOf(file: string): string | undefined {
  return Object.keys(rooms).find((room) => file.startsWith(`${room}/`))
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^'"\n;]*?(?:\{[^}]*\}\s*)?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

const sources = repositoryFiles().filter((file) => file.endsWith('.ts') && roomOf(file) !== undefined)

describe('the import rule', () => {
  it('sees the imports it judges', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect(importsOf('src/readers/open.ts')).toContain('../xml/index.js')
  })

  it('lets no arrow run against the plan of the house', () => {
    const wrong = sources.flatMap((file) => {
      const room = roomOf(file) ?? ''
      const allowed = rooms[room] ?? []
      if (allowed === 'all' || file.endsWith('.test.ts')) return []
      return importsOf(file)
        .filter((target) => target.startsWith('.'))
        .map((target) => roomOf(relative(root, resolve(root, dirname(file), target))))
        .filter(
          (target) => target !== room && target !== 'src/model' && !(target !== undefined && allowed.includes(target)),
        )
        .map((target) => `${file} imports ${target ?? 'something outside the rooms'}`)
    })
    expect(wrong).toEqual([])
  })

  it('lets one room only through the door to each package', () => {
    const wrong = sources
      .filter((file) => !file.endsWith('.test.ts') && !file.startsWith('test/'))
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => doors[target] !== undefined && !file.startsWith(`${doors[target]}/`))
          .map((target) => `${file} imports ${target}`),
      )
    expect(wrong).toEqual([])
  })
})
