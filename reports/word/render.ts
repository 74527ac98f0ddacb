import {
  AlignmentType,
  Document,
  Footer,
  Header,
  ImageRun,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TableOfContents,
  TabStopType,
  TextRun,
} from 'docx'
import type { BrandLogo } from '../brand.js'
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
      { properties: page(A4), children: titlePage(report, words, look) },
      { properties: page(A4), ...frame(report, words, TEXT_WIDTH, look), children: [...contents(words), ...body] },
      { properties: page(A4, true), ...frame(report, words, WIDE_TEXT_WIDTH, look), children: [...appendix] },
    ],
  })
  const archive = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(report) },
  ])
  return steadyArchive(archive)
}

function titlePage(report: Report, words: Words, look: WordLook): Paragraph[] {
  return [
    ...(look.logo === undefined ? [] : [new Paragraph({ children: [picture(look.logo, look.name ?? '')] })]),
    ...(look.name ? [paragraph(look.name)] : []),
    new Paragraph({ style: 'Title', children: [run(report.title)] }),
    paragraph(words('html.as-of', { date: words.date(report.asOf) })),
    paragraph(`${report.product.name} ${report.product.version}`, 'Source'),
  ]
}

const LOGO_HEIGHT = 64
const LOGO_WIDTH = 320
/** One clear pixel: what a word processor shows that does not know SVG. */
const clearPixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
)

function picture({ mediaType, bytes, size }: BrandLogo, name: string): ImageRun {
  const { width, height } = size ?? { width: LOGO_WIDTH, height: LOGO_HEIGHT }
  const scale = Math.min(LOGO_HEIGHT / height, LOGO_WIDTH / width)
  const data = Buffer.from(bytes)
  const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) }
  const altText = { name: 'logo', title: xmlText(name), description: xmlText(name) }
  return mediaType === 'image/png'
    ? new ImageRun({ type: 'png', data, transformation, altText })
    : new ImageRun({ type: 'svg', data, transformation, altText, fallback: { type: 'png', data: clearPixel } })
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
function frame(report: Report, words: Words, width: number, look: WordLook) {
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
          ...(look.footer ? [new Paragraph({ children: [run(look.footer, small)] })] : []),
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
