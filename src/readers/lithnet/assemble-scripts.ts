import { compareText, type Notice, type ServiceObject } from '../../model/index.js'
import type { EstatePart } from '../reader.js'
import { createNoticeBook, type NoticeBook } from '../sync-config/notice-book.js'
import { type BuiltObject, buildObjects } from './build-objects.js'
import { baseName, FileShelf, workflowObject } from './file-shelf.js'
import { KnownObjects } from './known-objects.js'
import type { ConfigScript, ScriptVariable } from './script.js'

type ServicePart = Extract<EstatePart, { kind: 'service-objects' }>

/**
 * Makes service objects of configuration scripts and workflow files. A script names no ids: an object is known by its
 * type and anchors. Where an export has the object, the export knows better and the script's copy goes.
 */
export function assembleScripts(parts: readonly EstatePart[]): {
  readonly parts: readonly ServicePart[]
  readonly notices: readonly Notice[]
} {
  const scripts = parts.flatMap((part) => (part.kind === 'config-script' ? [part.script] : []))
  const exported = parts.flatMap((part) => (part.kind === 'service-objects' ? part.objects : []))
  const shelf = new FileShelf(parts)
  const book = createNoticeBook()
  const known = new KnownObjects(scripts.length === 0 ? [] : exported)
  const built = scripts.flatMap((script) => buildObjects(script, variablesOf(script, scripts), shelf, known, book))
  const made = fresh(built)
  const loose = shelf.unused().map(workflowObject)
  noteIdentity(made, built.length - made.length, book)
  const byFile = new Map<string, ServiceObject[]>()
  for (const object of [...made, ...loose]) byFile.set(object.at.file, [...(byFile.get(object.at.file) ?? []), object])
  const service = [...byFile]
    .sort(([a], [b]) => compareText(a, b))
    .map(
      ([file, objects]): ServicePart => ({
        kind: 'service-objects',
        part: 'policy',
        source: '',
        objects,
        at: { file, path: '' },
      }),
    )
  return { parts: service, notices: book.notices() }
}

function fresh(built: readonly BuiltObject[]): readonly ServiceObject[] {
  return built.flatMap(({ object, exported }) => (exported ? [] : [object]))
}

function noteIdentity(objects: readonly ServiceObject[], inExport: number, book: NoticeBook): void {
  const [first] = objects
  if (first !== undefined)
    book.add(
      'M2E-READ-076',
      { file: first.at.file, path: '' },
      `${objects.length} ${objects.length === 1 ? 'object comes' : 'objects come'} from configuration scripts, which name no ids: each is known by its type and anchor, and whether it is one of the product's own cannot be told.`,
      'Send the MIM Service exports as well; then the objects are known by their ids.',
    )
  if (inExport > 0)
    book.add(
      'M2E-READ-076',
      { file: first?.at.file ?? '', path: '' },
      `${inExport} ${inExport === 1 ? 'object' : 'objects'} of configuration scripts ${inExport === 1 ? 'is' : 'are'} in the MIM Service export as well; what the export says was kept.`,
    )
}

/** Own variables first, then those of the files it imports, by their names. */
function variablesOf(script: ConfigScript, all: readonly ConfigScript[]): readonly ScriptVariable[] {
  const wanted = script.imports.map(baseName)
  const imported = all.filter((other) => other !== script && wanted.includes(baseName(other.at.file)))
  return [...script.variables, ...imported.flatMap((other) => other.variables)]
}
