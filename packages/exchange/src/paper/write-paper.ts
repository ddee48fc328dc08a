// A paper as a tagged PDF (ISO 14289-1, PDF/UA-1, as far as pdfkit writes it): language, title, headings, lists and reading order are in it for those who hear it read.
import type { Instant, Language, Paper, PaperBlock, PaperItem } from '@roedtraad/domain'
import PDFDocument from 'pdfkit'
import { type FontFiles, Pen } from './pen.ts'

export interface PaperOptions {
  language: Language
  writtenAt: Instant
  fonts: FontFiles
  /** What stands at the bottom of each page. */
  page: (page: number, pages: number) => string
}

const margin = 57
const size = { title: 22, heading: 15, subheading: 12.5, body: 11.5, small: 9.5 }
const indent = 16
const languageTags = { da: 'da-DK', en: 'en-GB' }

/** The PDF's bytes: A4, black on white, the same for the same input. */
export function writePaper(paper: Paper, options: PaperOptions): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    margin,
    pdfVersion: '1.7',
    // pdfkit's types do not know its newest subset yet.
    subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets,
    tagged: true,
    lang: languageTags[options.language],
    displayTitle: true,
    bufferPages: true,
    font: '',
    info: { Title: paper.title, Producer: 'Rød Tråd', Creator: 'Rød Tråd', CreationDate: new Date(options.writtenAt) },
  })
  const bytes = collect(doc)
  const pen = new Pen(doc, options.fonts)
  const root = doc.struct('Document')
  doc.addStructure(root)
  root.add(doc.struct('H1', {}, () => pen.write(paper.title, { size: size.title, strong: true })))
  root.add(doc.struct('P', {}, () => pen.write(paper.lead, { size: size.body, after: 10 })))
  for (const block of paper.blocks) root.add(toElement(doc, pen, block))
  root.add(doc.struct('P', {}, () => pen.write(paper.foot, { size: size.body, before: 18 })))
  root.end()
  finishPages(doc, pen, options.page)
  doc.end()
  return bytes
}

type Doc = InstanceType<typeof PDFDocument>

function toElement(doc: Doc, pen: Pen, block: PaperBlock): PDFKit.PDFStructureElement {
  switch (block.kind) {
    case 'call':
      return doc.struct('P', {}, () => pen.write(block.text, { size: size.subheading, strong: true, after: 6, ruled: true }))
    case 'heading':
      return block.level === 2
        ? doc.struct('H2', {}, () => pen.write(block.text, { size: size.heading, strong: true, before: 16, after: 4, keepWith: 60 }))
        : doc.struct('H3', {}, () => pen.write(block.text, { size: size.subheading, strong: true, before: 8, after: 2, keepWith: 40 }))
    case 'text':
      return doc.struct('P', {}, () => pen.write(block.text, { size: size.body, after: 2 }))
    case 'quote':
      return doc.struct('BlockQuote', {}, [doc.struct('P', {}, () => pen.write(block.text, { size: size.subheading, indent, after: 2 }))])
    case 'list':
      return doc.struct(
        'L',
        {},
        block.items.map((item) => toListItem(doc, pen, item)),
      )
  }
}

function toListItem(doc: Doc, pen: Pen, { text, lines }: PaperItem): PDFKit.PDFStructureElement {
  const body = [
    doc.struct('P', {}, () => pen.write(text, { size: size.body, strong: lines.length > 0, indent, before: 4, hanging: true })),
    ...lines.map((line) => doc.struct('P', {}, () => pen.write(line, { size: size.body, indent }))),
  ]
  return doc.struct('LI', {}, [
    doc.struct('Lbl', {}, () => pen.bullet({ size: size.body, before: 4, room: 18 * (lines.length + 1) })),
    doc.struct('LBody', {}, body),
  ])
}

/** What stands outside the structure, because nobody wants to hear it read: page numbers and lines. */
function finishPages(doc: Doc, pen: Pen, tell: PaperOptions['page']): void {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page)
    doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] })
    pen.foot(tell(page + 1, count), size.small)
    doc.endMarkedContent()
    doc.markContent('Artifact', { type: 'Layout' })
    pen.drawRules(page)
    doc.endMarkedContent()
  }
}

function collect(doc: Doc): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (part: Uint8Array) => parts.push(part))
    doc.on('error', reject)
    doc.on('end', () => {
      const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
      let at = 0
      for (const part of parts) {
        whole.set(part, at)
        at += part.length
      }
      resolve(whole)
    })
  })
}
