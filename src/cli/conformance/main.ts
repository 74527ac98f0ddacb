/** Entry of the conformance runs: `node dist/src/cli/conformance/main.js expressions <file.json…>`. */

import { runEngineConformance } from './engine.js'
import { runVectorFiles } from './expressions.js'

const [subject, ...files] = process.argv.slice(2)

if (subject === 'expressions') {
  const run = runVectorFiles(files)
  const stream = run.exitCode === 2 ? process.stderr : process.stdout
  stream.write(`${run.lines.join('\n')}\n`)
  process.exitCode = run.exitCode
} else if (subject === 'engine') {
  process.exitCode = await runEngineConformance(files, {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  })
} else {
  process.stderr.write('Usage: conformance expressions|engine <file.json…>\n')
  process.exitCode = 2
}
