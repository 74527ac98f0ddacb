/** `npm run bench -- <name> [arguments]`: runs one measurement and prints its figures; without a name, lists them. */
import { readdirSync } from 'node:fs'

const ending = '.bench.js'
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length))
const [name] = process.argv.splice(2, 1)

if (name !== undefined && names.includes(name)) await import(`./${name}${ending}`)
else {
  process.stderr.write(`Usage: npm run bench -- <${names.join('|')}> [arguments]\n`)
  process.exitCode = 2
}
