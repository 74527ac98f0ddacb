import type { ExtensionSource, Notice } from '../../model/index.js'
import type { EstatePart } from '../reader.js'
import { assembleSources } from './assemble-sources.js'
import { csharpReader } from './csharp-reader.js'
import { vbReader } from './vb-reader.js'

export interface ReadSources {
  readonly sources: readonly ExtensionSource[]
  readonly notices: readonly Notice[]
  readonly counts: readonly { readonly modelled: number; readonly unknown: number }[]
}

/** Reads sources the way an input of several files is read, for tests. */
export async function readSources(
  files: Readonly<Record<string, string>>,
  projects: readonly EstatePart[] = [],
): Promise<ReadSources> {
  const parts: EstatePart[] = [...projects]
  const notices: Notice[] = []
  const counts: { modelled: number; unknown: number }[] = []
  for (const [name, text] of Object.entries(files)) {
    const reader = name.endsWith('.vb') ? vbReader : csharpReader
    const read = await reader.read({ name, text, sizeBytes: text.length, sha256: '0'.repeat(64), encoding: 'utf-8' })
    parts.push(...read.parts)
    notices.push(...read.notices)
    counts.push(read.coverage.counts)
  }
  const assembled = assembleSources(parts)
  return { sources: assembled.found.extensionSources ?? [], notices: [...notices, ...assembled.notices], counts }
}
