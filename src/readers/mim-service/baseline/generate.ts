import { readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { decodeText } from '../../../xml/index.js'
import { createNoticeBook } from '../../sync-config/notice-book.js'
import { mergeObjects } from '../merge.js'
import { readExport } from '../read-export.js'
import { buildBaseline } from './build-baseline.js'

const PRODUCT = 'Microsoft Identity Manager 2016 SP1'

/** Objects of the exports given, as the reader reads them, in the form of the baseline file. */
export function generateBaseline(files: readonly string[], build: string): string {
  const objects = files.flatMap((name) => {
    const bytes = readFileSync(name)
    const { text, encoding } = decodeText(bytes)
    const { parts } = readExport({ name, text, encoding, sizeBytes: bytes.byteLength, sha256: '' })
    return parts.flatMap((part) => (part.kind === 'service-objects' ? part.objects : []))
  })
  const file = buildBaseline(mergeObjects(objects, createNoticeBook()), { product: PRODUCT, build })
  return `${JSON.stringify(file, null, 2)}\n`
}

/** `node generate.js <build> <output> <policy.xml> <schema.xml>` */
function main(build: string, output: string, files: readonly string[]): void {
  writeFileSync(output, generateBaseline(files, build))
}

const [, script, build, output, ...files] = argv
if (script === fileURLToPath(import.meta.url) && build !== undefined && output !== undefined) main(build, output, files)
