// Makes the folder of a new scenario from analyzers/_template and registers it as the next number.
//
//   node scripts/new-analyzer.mjs <scenario-id> <AREA>        for example: printer-accounts PRNT

import { cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [id = '', area = ''] = process.argv.slice(2)
const analyzers = join(import.meta.dirname, '..', 'analyzers')

function stop(reason) {
  process.stderr.write(`new-analyzer: ${reason}\nusage: node scripts/new-analyzer.mjs <scenario-id> <AREA>\n`)
  process.exit(2)
}

if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) stop('the scenario id is kebab-case, for example printer-accounts.')
if (!/^[A-Z]{2,5}$/.test(area)) stop('the area is 2 to 5 capital letters, for example PRNT.')

const folder = join(analyzers, id)
if (existsSync(folder)) stop(`analyzers/${id} exists already.`)
const scenarios = readdirSync(analyzers, { withFileTypes: true }).filter((entry) => entry.isDirectory())
for (const { name } of scenarios) {
  const index = join(analyzers, name, 'index.ts')
  if (existsSync(index) && readFileSync(index, 'utf8').includes(`M2E-${area}-`)) stop(`analyzers/${name} uses ${area}.`)
}

const registryPath = join(analyzers, 'index.ts')
const registry = readFileSync(registryPath, 'utf8')
const listed = registry.match(/^ {2}\w+,$/gm) ?? []
const number = listed.length + 1
const variable = id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())

cpSync(join(analyzers, '_template'), folder, { recursive: true })
renameSync(join(folder, '_template.test.ts'), join(folder, `${id}.test.ts`))
for (const file of readdirSync(folder)) {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
    .replaceAll('M2E-TMPL-', `M2E-${area}-`)
    .replaceAll('_template', id)
    .replace('number: 0,', `number: ${number},`)
    .replace(/\/\*\* The smallest complete analyzer;.*\n/, '')
  writeFileSync(path, text)
}

const withImport = registry.replace(
  /((?:^import .*\n)+)/m,
  (imports) => `${imports}import { analyzer as ${variable} } from './${id}/index.js'\n`,
)
writeFileSync(registryPath, withImport.replace(/\n\]\n$/, `\n  ${variable},\n]\n`))

process.stdout.write(
  [
    `analyzers/${id} made as scenario ${number}, area M2E-${area}.`,
    'Write the README first: what it sees, and what it cannot. Then messages, detection, design, stages, fixtures.',
    'Next: npx biome check --write analyzers && npx vitest run analyzers',
    '',
  ].join('\n'),
)
