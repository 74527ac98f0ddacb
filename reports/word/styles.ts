import { AlignmentType, BorderStyle, type IBordersOptions, type IStylesOptions } from 'docx'
import type { BrandLogo } from '../brand.js'

/** Looks of the document. A consultancy changes them with its brand. */
export interface WordLook {
  readonly font: string
  /** Six hexadecimal digits, for headings, table heads and the figures. */
  readonly accent: string
  /** Whose document it is, '' or absent for nobody's in particular. */
  readonly name?: string
  /** Last line of every page. */
  readonly footer?: string
  readonly logo?: BrandLogo
}

export const standardLook: WordLook = { font: 'Calibri', accent: '1F3A5F' }

/** Width between the margins of a page, in twentieths of a point: A4 less 2 cm on each side. */
export const TEXT_WIDTH = 9_638

/** The same on a page turned sideways. */
export const WIDE_TEXT_WIDTH = 14_570

/** Verdict and result colours: fill, and text that can be read on it. */
export const tones: Readonly<Record<string, { readonly fill: string; readonly ink: string }>> = {
  automated: { fill: 'D5EBDD', ink: '14532D' },
  assisted: { fill: 'DCE8F8', ink: '1E3A6E' },
  redesign: { fill: 'F9E0D2', ink: '7A2E0E' },
  keep: { fill: 'F3EAC9', ink: '5C4708' },
  retire: { fill: 'E6E6E9', ink: '3F3F46' },
  exact: { fill: 'D5EBDD', ink: '14532D' },
  conditional: { fill: 'DCE8F8', ink: '1E3A6E' },
  approximate: { fill: 'F3EAC9', ink: '5C4708' },
  impossible: { fill: 'F9E0D2', ink: '7A2E0E' },
}

/** @param language BCP 47, for the spelling check of the reader's Word */
export function stylesOf({ font, accent }: WordLook, language: string): IStylesOptions {
  const heading = (size: number, before: number) => ({
    run: { font, size, bold: true, color: accent },
    paragraph: { spacing: { before, after: 120 }, keepNext: true },
  })
  return {
    default: {
      document: {
        run: { font, size: 21, language: { value: language } },
        paragraph: { spacing: { after: 120, line: 264, lineRule: 'auto' } },
      },
      title: {
        run: { font, size: 56, bold: true, color: accent },
        paragraph: { spacing: { before: 2400, after: 240 } },
      },
      heading1: heading(34, 480),
      heading2: heading(27, 360),
      heading3: heading(23, 240),
      heading4: heading(21, 180),
      listParagraph: { paragraph: { spacing: { after: 60 } } },
      hyperlink: { run: { color: '1E4E8C', underline: {} } },
    },
    paragraphStyles: [
      {
        id: 'Caption',
        name: 'caption',
        basedOn: 'Normal',
        next: 'Normal',
        run: { italics: true, size: 18, color: '52525B' },
        paragraph: { spacing: { before: 60, after: 200 }, keepNext: true },
      },
      {
        id: 'Cell',
        name: 'Table Cell',
        basedOn: 'Normal',
        run: { size: 18 },
        paragraph: { spacing: { after: 20, line: 240, lineRule: 'auto' } },
      },
      {
        id: 'CellHead',
        name: 'Table Head',
        basedOn: 'Cell',
        run: { bold: true, color: 'FFFFFF' },
        paragraph: { alignment: AlignmentType.LEFT, keepNext: true },
      },
      { id: 'Source', name: 'Evidence Source', basedOn: 'Normal', run: { size: 16, color: '52525B' } },
    ],
    characterStyles: [
      { id: 'CodeText', name: 'Code Text', basedOn: 'DefaultParagraphFont', run: { font: 'Consolas', size: 17 } },
    ],
  }
}

const line = { style: BorderStyle.SINGLE, size: 4, color: 'C9CDD4' }
export const cellBorders: IBordersOptions = { top: line, bottom: line, left: line, right: line }
