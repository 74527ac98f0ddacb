import {
  CarriageReturn,
  ExternalHyperlink,
  HeadingLevel,
  type IRunOptions,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  SimpleField,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Provenance } from '../../src/model/index.js'
import type { Words } from '../words.js'
import { xmlText } from '../xml-text.js'
import { cellBorders, TEXT_WIDTH, tones, type WordLook } from './styles.js'

export type Block = Paragraph | Table

/** A run of text from the words or from the input; what the format cannot hold is taken out. */
export function run(text: string, options: Omit<IRunOptions, 'text' | 'children'> = {}): TextRun {
  const lines = xmlText(text).split('\n')
  return new TextRun({
    ...options,
    children: lines.flatMap((line, index) => (index === 0 ? [line] : [new CarriageReturn(), line])),
  })
}

export function paragraph(text: string, style?: string): Paragraph {
  return new Paragraph({ children: [run(text)], ...(style === undefined ? {} : { style }) })
}

/** Text in which `**` stands around what is bold. */
export function markedBullet(text: string): Paragraph {
  const runs = text.split('**').map((piece, index) => run(piece, index % 2 === 1 ? { bold: true } : {}))
  return new Paragraph({ children: runs, bullet: { level: 0 } })
}

export function bullet(text: string, after: readonly ParagraphChild[] = []): Paragraph {
  return new Paragraph({ children: [run(text), ...after], bullet: { level: 0 } })
}

const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4] as const

export function heading(level: 1 | 2 | 3 | 4, text: string): Paragraph {
  return new Paragraph({ heading: levels[level - 1] ?? HeadingLevel.HEADING_4, children: [run(text)] })
}

export function link(address: string, text = address): ParagraphChild {
  return new ExternalHyperlink({ link: address, children: [run(text, { style: 'Hyperlink' })] })
}

export interface CellText {
  readonly text: string
  readonly kind?: 'code' | 'number'
  /** A key of `tones`: the word is set on the colour that stands for it. */
  readonly tone?: string
  readonly bold?: boolean
}

export interface GridColumn {
  readonly title: string
  /** Share of the text width, in the unit of all shares together. */
  readonly share: number
}

/**
 * A table with a head that comes again on every page.
 * @param width in twentieths of a point
 */
export function grid(
  columns: readonly GridColumn[],
  rows: readonly (readonly CellText[])[],
  look: WordLook,
  width = TEXT_WIDTH,
): Table {
  const widths = columnWidths(columns, rows, width)
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(
      (column, index) =>
        new TableCell({
          width: { size: widths[index] ?? 0, type: WidthType.DXA },
          borders: cellBorders,
          shading: { type: ShadingType.CLEAR, fill: look.accent },
          children: [new Paragraph({ style: 'CellHead', children: [run(column.title)] })],
        }),
    ),
  })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      head,
      ...rows.map(
        (cells) => new TableRow({ children: cells.map((cell, index) => gridCell(cell, widths[index] ?? 0)) }),
      ),
    ],
  })
}

/** About one bold character of a cell, and what stands left and right of it, in twentieths of a point. */
const CHARACTER = 115
const MARGINS = 180
/** Longer words are paths and keys: they may be broken. */
const LONGEST_WORD = 14

/** By share, but no column narrower than its longest word, so that words are not broken. */
function columnWidths(
  columns: readonly GridColumn[],
  rows: readonly (readonly CellText[])[],
  width: number,
): readonly number[] {
  const all = columns.reduce((sum, column) => sum + column.share, 0)
  const words = columns.map(({ title }, index) => {
    const longest = rows.reduce((most, cells) => Math.max(most, longestWord(cells[index]?.text ?? '')), 0)
    return Math.min(LONGEST_WORD, Math.max(longest, longestWord(title))) * CHARACTER + MARGINS
  })
  const tight = words.reduce((sum, least) => sum + least, 0)
  const leasts = tight > width ? words.map((least) => (least * width) / tight) : words
  const wishes = columns.map(({ share }, index) => Math.max(0, (width * share) / all - (leasts[index] ?? 0)))
  const wished = wishes.reduce((sum, wish) => sum + wish, 0)
  const free = Math.max(0, width - tight)
  return leasts.map((least, index) => Math.floor(least + (wished === 0 ? 0 : (free * (wishes[index] ?? 0)) / wished)))
}

function longestWord(text: string): number {
  return text.split(/[\s/-]+/).reduce((most, word) => Math.max(most, word.length), 0)
}

function gridCell(cell: CellText, width: number): TableCell {
  const tone = cell.tone === undefined ? undefined : tones[cell.tone]
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    borders: cellBorders,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    ...(tone === undefined ? {} : { shading: { type: ShadingType.CLEAR, fill: tone.fill } }),
    children: [
      new Paragraph({
        style: 'Cell',
        ...(cell.kind === 'number' ? { alignment: 'right' as const } : {}),
        children: [
          run(cell.text, {
            ...(cell.kind === 'code' ? { style: 'CodeText' } : {}),
            ...(cell.bold === true || tone !== undefined ? { bold: true } : {}),
            ...(tone === undefined ? {} : { color: tone.ink }),
          }),
        ],
      }),
    ],
  })
}

/**
 * Numbers the captions of one document. The fields hold their numbers already, so that they are right before anybody
 * updates them.
 */
export class Captions {
  readonly #words: Words
  readonly #counts = { Table: 0, Figure: 0 }

  constructor(words: Words) {
    this.#words = words
  }

  of(kind: 'Table' | 'Figure', text: string): Paragraph {
    this.#counts[kind] += 1
    const number = this.#counts[kind]
    return new Paragraph({
      style: 'Caption',
      children: [
        run(`${this.#words(kind === 'Table' ? 'word.table' : 'word.figure')} `),
        new SimpleField(`SEQ ${kind} \\* ARABIC`, String(number)),
        run(`: ${text}`),
      ],
    })
  }
}

/** File and line without folders: a document names the place, the workbook and the page name the element too. */
export function placeText(at: Provenance): string {
  const file = at.file.slice(at.file.lastIndexOf('/') + 1)
  return at.line === undefined ? `${file} ${at.path}`.trim() : `${file}:${at.line}`
}
