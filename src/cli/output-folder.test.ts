import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../test/support/cli.js'
import { checkOutputFolder, writeOutput } from './output-folder.js'

const files = [{ name: 'index.html', bytes: Buffer.from('x') }]

describe('output folder', () => {
  it('makes every level that is missing', async () => {
    const folder = join(scratch(), 'a', 'b', 'c')
    await checkOutputFolder(folder, false)
    await writeOutput(folder, files, {})

    expect(readdirSync(folder).sort()).toEqual(['index.html', 'manifest.json'])
  })

  it('refuses a place below a file before anything is read', async () => {
    const file = join(scratch(), 'report')
    writeFileSync(file, '')

    await expect(checkOutputFolder(join(file, 'a', 'b'), false)).rejects.toThrow(`${file} is a file, not a folder.`)
  })

  it.runIf(existsSync('/proc/self'))('gives up where the system makes no folders', async () => {
    await expect(writeOutput('/proc/mim2entra/report', files, {})).rejects.toThrow('/proc/mim2entra cannot be made')
  })

  it('says in words why a file could not be written, and leaves none of its own', async () => {
    const folder = scratch()
    mkdirSync(join(folder, 'index.html', 'inside'), { recursive: true })

    await expect(writeOutput(folder, files, {})).rejects.toThrow(
      `The report could not be written to ${folder}: a folder stands where a file belongs.`,
    )
    expect(readdirSync(folder)).toEqual(['index.html'])
  })
})
