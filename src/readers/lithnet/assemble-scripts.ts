import { compareText, type Notice, type ServiceObject } from '../../model/index.js'
import type { EstatePart } from '../reader.js'
import { createNoticeBook, type NoticeBook } from '../sync-config/notice-book.js'
import { type BuiltObject, buildObjects } from './build-objects.js'
import { FileShelf, workflowObject } from './file-shelf.js'
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
  const known = new KnownObjects(exported)
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

/** Objects of the exports, by type, attribute and value. */
export class KnownObjects {
  readonly #byKey = new Map<string, string[]>()

  constructor(objects: readonly ServiceObject[]) {
    for (const object of objects)
      for (const [attribute, values] of Object.entries(object.attributes))
        for (const value of values) {
          // Long texts are no anchors.
          if (value.length > 500) continue
          const key = keyOf(object.type, attribute, value)
          const ids = this.#byKey.get(key) ?? []
          if (!ids.includes(object.id)) ids.push(object.id)
          this.#byKey.set(key, ids)
        }
  }

  /** Id of the one object that has all the values; undefined when there is none, or more than one. */
  find(type: string, anchors: readonly (readonly [attribute: string, value: string])[]): string | undefined {
    const [first, ...others] = anchors.map(([attribute, value]) => this.#byKey.get(keyOf(type, attribute, value)) ?? [])
    const ids = (first ?? []).filter((id) => others.every((list) => list.includes(id)))
    return ids.length === 1 ? ids[0] : undefined
  }
}

function keyOf(type: string, attribute: string, value: string): string {
  return `${type}\n${attribute}\n${value.trim().replace(/^urn:uuid:/i, '')}`.toLowerCase()
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

export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), path.lastIndexOf('!')) + 1).toLowerCase()
}
