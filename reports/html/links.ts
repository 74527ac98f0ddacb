import type { Provenance } from '../../src/model/index.js'
import type { Report } from '../model.js'
import type { Words } from '../words.js'
import { mostMappings, mostRowsOf } from './limits.js'

/** What can be linked to, and the language all is said in. */
export interface Links {
  readonly words: Words
  /** Anchor of a file's row; short, since tens of thousands of places name a file. */
  readonly files: ReadonlyMap<string, string>
  /** Scenarios that have a page, as `#scenario-<id>`. */
  readonly scenarios: ReadonlySet<string>
  /** Rows the page leaves out, as `#<row id>`: nothing can lead to them. */
  readonly leftOut: ReadonlySet<string>
}

export function linksOf(report: Report, words: Words): Links {
  const files = report.tables.find((table) => table.id === 'files')?.rows.flatMap((row) => row.at.map((at) => at.file))
  const found = report.scenarios.filter((page) => page.verdict !== '')
  return {
    words,
    files: new Map((files ?? []).slice(0, mostRowsOf('files')).map((file, index) => [file, `f${index + 1}`])),
    scenarios: new Set(found.map((page) => `#scenario-${page.id}`)),
    leftOut: new Set([...rowsLeftOut(report), ...mappingsLeftOut(report)]),
  }
}

function rowsLeftOut(report: Report): string[] {
  return report.tables
    .filter((table) => table.id !== 'entra-mappings')
    .flatMap((table) => table.rows.slice(mostRowsOf(table.id)).map((row) => `#${row.id}`))
}

function mappingsLeftOut(report: Report): string[] {
  const left = new Map<string, number>()
  return report.mappings.flatMap(({ scenario, lines }) => {
    const room = left.get(scenario) ?? mostMappings
    left.set(scenario, Math.max(0, room - lines.length))
    return lines.slice(room).map((line) => `#${line.anchor}`)
  })
}

export interface Place {
  /** `MV.XML:12`. */
  readonly place: string
  /** Path of the element where no line says it; '' otherwise. */
  readonly title: string
  readonly href: string
}

/** The first places as short links to the rows of their files, and how many more there are. */
export function placesOf(
  at: readonly Provenance[],
  most: number,
  links: Links,
  all = at.length,
): { readonly shown: readonly Place[]; readonly more: number } {
  const shown = at.slice(0, most)
  return { shown: shown.map((place) => placeOf(place, links)), more: Math.max(0, all - shown.length) }
}

function placeOf({ file, path, line }: Provenance, links: Links): Place {
  return {
    place: `${shortFile(file)}${line === undefined ? '' : `:${line}`}`,
    title: line === undefined ? path : '',
    // A whole export is named by its folder, which has no row of its own.
    href: `#${links.files.get(file) ?? 'files'}`,
  }
}

/** Last part of the name; a GUID in it is cut to its ends, which still tells the files of one export apart. */
function shortFile(file: string): string {
  const last = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('!')) + 1)
  return last.replace(/\{([0-9a-f]{8})-[0-9a-f-]{23}([0-9a-f]{4})\}/i, '{$1…$2}')
}

/** A scenario of which there is only a trace has no page to lead to, a row that is left out no place. */
export function reachable(href: string, links: Links): boolean {
  return !links.leftOut.has(href) && (!href.startsWith('#scenario-') || links.scenarios.has(href))
}
