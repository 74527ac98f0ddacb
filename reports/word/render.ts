import {
  AlignmentType,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TableOfContents,
  TabStopType,
  TextRun,
} from 'docx'
import type { Report } from '../model.js'
import type { Words } from '../words.js'
import { xmlText } from '../xml-text.js'
import { type Block, Captions, heading, paragraph, run } from './blocks.js'
import { estateFigure } from './figures.js'
import { scenarioChapter } from './scenario.js'
import { steadyArchive } from './steady-archive.js'
import { standardLook, stylesOf, TEXT_WIDTH, WIDE_TEXT_WIDTH, type WordLook } from './styles.js'
import { summaryChapter } from './summary.js'
import { tableChapters } from './tables.js'

/** 2 cm in twentieths of a point. */
const MARGIN = 1_134
const A4 = { width: 11_906, height: 16_838 }

/** `assessment.docx`: the deliverable. Styles, fields and shapes are Word's own, so that all of it can be edited. */
export async function renderWord(report: Report, words: Words, look: WordLook = standardLook): Promise<Buffer> {
  const captions = new Captions(words)
  const body: readonly Block[] = [
    ...summaryChapter(report, words, captions, look),
    ...estateChapter(report, words, captions, look),
    ...scenarioChapter(report, words, captions, look),
  ]
  const appendix = tableChapters(report, words, captions, look)
  const document = new Document({
    title: xmlText(report.title),
    creator: report.product.name,
    lastModifiedBy: report.product.name,
    description: words('html.as-of', { date: words.date(report.asOf) }),
    styles: stylesOf(look, report.language),
    sections: [
      { properties: page(A4), children: titlePage(report, words) },
      { properties: page(A4), ...frame(report, words, TEXT_WIDTH), children: [...contents(words), ...body] },
      { properties: page(A4, true), ...frame(report, words, WIDE_TEXT_WIDTH), children: [...appendix] },
    ],
  })
  const archive = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(report) },
  ])
  return steadyArchive(archive)
}

function titlePage(report: Report, words: Words): Paragraph[] {
  return [
    new Paragraph({ style: 'Title', children: [run(report.title)] }),
    paragraph(words('html.as-of', { date: words.date(report.asOf) })),
    paragraph(`${report.product.name} ${report.product.version}`, 'Source'),
  ]
}

/** Linked to the headings; Word puts in the page numbers when it updates the field. */
function contents(words: Words): Block[] {
  return [
    new Paragraph({ style: 'Source', children: [run(words('word.contents'), { bold: true, size: 34 })] }),
    new TableOfContents(words('word.contents'), { hyperlink: true, headingStyleRange: '1-2' }) as unknown as Block,
  ]
}

function estateChapter(report: Report, words: Words, captions: Captions, look: WordLook): readonly Block[] {
  if (report.maps.length === 0) return []
  return [
    heading(1, words('html.run')),
    ...report.maps.flatMap((map) => [heading(2, map.title), ...estateFigure(map, words, captions, look)]),
  ]
}

function page(size: typeof A4, sideways = false) {
  return {
    page: {
      size: { ...size, orientation: sideways ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
      margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    },
  }
}

/** Title above, page of pages below. */
function frame(report: Report, words: Words, width: number) {
  const small = { size: 16, color: '52525B' }
  return {
    headers: {
      default: new Header({
        children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: [run(report.title, small)] })],
      }),
    },
    footers: {
      default: new Footer({
        children: [
          new Paragraph({
            tabStops: [{ type: TabStopType.RIGHT, position: width }],
            children: [
              run(words('html.as-of', { date: words.date(report.asOf) }), small),
              new TextRun({ ...small, children: ['\t', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
            ],
          }),
        ],
      }),
    },
  }
}

/** The writer would state the time of writing; the same input has to give the same bytes. */
function coreProperties(report: Report): string {
  const text = (value: string) => xmlText(value).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  const day = `${report.asOf}T00:00:00Z`
  const properties = [
    `<dc:title>${text(report.title)}</dc:title>`,
    `<dc:creator>${text(report.product.name)}</dc:creator>`,
    `<cp:lastModifiedBy>${text(report.product.name)}</cp:lastModifiedBy>`,
    `<dc:language>${text(report.language)}</dc:language>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${day}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${day}</dcterms:modified>`,
  ]
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${properties.join('')}</cp:coreProperties>`
}
