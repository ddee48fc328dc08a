// Puts words on a page of a PDF. A font file of the web holds one part of the alphabet, so a text is written in runs, each with the file that has its letters.
import type PDFDocument from 'pdfkit'

/** WOFF files of the same face: for Western letters, and for the other Latin ones (Polish, Turkish, Romanian …). */
export interface FontFiles {
  regular: { latin: Uint8Array; latinExt: Uint8Array }
  strong: { latin: Uint8Array; latinExt: Uint8Array }
}

export interface Writing {
  size: number
  strong?: boolean
  indent?: number
  /** The label of a list stands on the same line. */
  hanging?: boolean
  before?: number
  after?: number
  /** Starts on the next page when less than this is left on this one. */
  keepWith?: number
  /** A line above and below. */
  ruled?: boolean
}

const lineGap = 2
/** As the web's own font files are cut: what Western Europe writes, and the rest of the Latin letters. */
const latin = /[ -~\u00a0-\u00ff\u0131\u0152\u0153\u02bb\u02bc\u02c6\u02da\u02dc\u2000-\u206f\u20ac\u2122\u2212\n]/
const latinExt = /[\u0100-\u02ba\u02bd-\u02c5\u02c7-\u02cc\u02ce-\u02d7\u02dd-\u02ff\u1e00-\u1e9f\u1ef2-\u1eff\u20a0-\u20c0]/

/** The text as runs of one font file each. Letters that neither has become a question mark: they are seen to be missing. */
export function toRuns(text: string): { text: string; font: 'latin' | 'latinExt' }[] {
  const runs: { text: string; font: 'latin' | 'latinExt' }[] = []
  for (const letter of text.normalize('NFC').replaceAll('\t', ' ').replaceAll('\r', '')) {
    const font = !latin.test(letter) && latinExt.test(letter) ? 'latinExt' : 'latin'
    const shown = latin.test(letter) || font === 'latinExt' ? letter : '?'
    const last = runs.at(-1)
    if (last !== undefined && last.font === font) last.text += shown
    else runs.push({ text: shown, font })
  }
  return runs
}

export class Pen {
  readonly #doc: InstanceType<typeof PDFDocument>
  readonly #rules: { page: number; y: number }[] = []
  constructor(doc: InstanceType<typeof PDFDocument>, fonts: FontFiles) {
    this.#doc = doc
    for (const weight of ['regular', 'strong'] as const)
      for (const part of ['latin', 'latinExt'] as const) doc.registerFont(`${weight} ${part}`, fonts[weight][part] as Buffer)
  }

  /** A paragraph at the place that has been reached. */
  write(text: string, writing: Writing): void {
    const doc = this.#doc
    const { size, strong = false, indent = 0, before = 0, after = 0, keepWith = 0, ruled = false, hanging = false } = writing
    const isLow = doc.y + before + keepWith > doc.page.height - doc.page.margins.bottom
    if (keepWith > 0 && isLow) doc.continueOnNewPage()
    else if (!hanging) doc.y += before
    if (ruled) this.#rule()
    const width = doc.page.width - doc.page.margins.left - doc.page.margins.right - indent
    const runs = toRuns(text === '' ? ' ' : text)
    doc.fontSize(size).fillColor('black')
    for (const [at, run] of runs.entries()) {
      doc.font(`${strong ? 'strong' : 'regular'} ${run.font}`)
      const options = { width, lineGap, continued: at < runs.length - 1 }
      if (at === 0) doc.text(run.text, doc.page.margins.left + indent, doc.y, options)
      else doc.text(run.text, options)
    }
    if (ruled) this.#rule()
    doc.y += after
  }

  /** The sign before an item of a list; the place stays, so that the item stands beside it. `room`: what the item needs to stay whole. */
  bullet({ size, before, room }: { size: number; before: number; room: number }): void {
    const doc = this.#doc
    const left = doc.page.height - doc.page.margins.bottom - doc.y
    if (left < Math.min(room, 200)) doc.continueOnNewPage()
    else doc.y += before
    const { y } = doc
    doc.font('regular latin').fontSize(size).text('–', doc.page.margins.left, y, { width: 14, lineGap })
    doc.y = y
  }

  /** In the margin at the bottom of the page. */
  foot(text: string, size: number): void {
    const doc = this.#doc
    const { bottom, left, right } = doc.page.margins
    doc.page.margins.bottom = 0
    const width = doc.page.width - left - right
    doc
      .font('regular latin')
      .fontSize(size)
      .text(text, left, doc.page.height - bottom + 16, { width, align: 'right', lineBreak: false })
    doc.page.margins.bottom = bottom
  }

  /** Draws the lines of this page. They are drawn and not read, so they stand outside the paragraphs that they belong to. */
  drawRules(page: number): void {
    const doc = this.#doc
    for (const { y } of this.#rules.filter((rule) => rule.page === page))
      doc
        .moveTo(doc.page.margins.left, y)
        .lineTo(doc.page.width - doc.page.margins.right, y)
        .lineWidth(0.75)
        .strokeColor('black')
        .stroke()
  }

  #rule(): void {
    const doc = this.#doc
    const { start, count } = doc.bufferedPageRange()
    this.#rules.push({ page: start + count - 1, y: doc.y + 4 })
    doc.y += 10
  }
}
