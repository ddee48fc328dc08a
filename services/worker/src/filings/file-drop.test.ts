import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FilingDocument } from '@roedtraad/use-cases'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFileDrop } from './file-drop.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-drop-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const filing: FilingDocument = {
  key: '01a2097a-5a12-7ebc-bd1c-1c1469332448',
  municipality: 'roedby',
  title: 'Notat – Ærø',
  kle: '27.36.04',
  caseId: 'S-1',
  date: '2026-03-02',
  team: 'home-nursing',
  askedAt: '2026-03-02T10:00:00.000Z',
  mediaType: 'application/pdf',
  document: new Uint8Array([37, 80, 68, 70]),
}
const place = () => join(folder, 'roedby', filing.key)

test('a document and what it is about lie together, for their owner alone', async () => {
  await createFileDrop(folder).deliver(filing)
  const { document, ...metadata } = filing
  expect(readFileSync(join(place(), 'document.pdf'))).toEqual(Buffer.from(document))
  expect(JSON.parse(readFileSync(join(place(), 'metadata.json'), 'utf8'))).toEqual({ ...metadata, file: 'document.pdf' })
  expect([statSync(place()).mode & 0o777, statSync(join(place(), 'document.pdf')).mode & 0o777]).toEqual([0o700, 0o600])
})

test('delivered again, it is left as it is; delivered twice at once, it is there once and whole', async () => {
  const drop = createFileDrop(folder)
  await Promise.all(Array.from({ length: 8 }, () => drop.deliver(filing)))
  writeFileSync(join(place(), 'seen'), 'by the one who takes it')
  await drop.deliver({ ...filing, title: 'Otherwise' })
  expect(readdirSync(join(folder, 'roedby'))).toEqual([filing.key])
  expect(readdirSync(place()).sort()).toEqual(['document.pdf', 'metadata.json', 'seen'])
})

test('what a crash left half made is not taken for a document', async () => {
  mkdirSync(join(folder, 'roedby', `.making-${filing.key}-x`), { recursive: true })
  await createFileDrop(folder).deliver(filing)
  expect(readdirSync(place())).toHaveLength(2)
})

test('a folder that is none is refused by name, and leaves nothing', async () => {
  writeFileSync(join(folder, 'roedby'), '')
  await expect(createFileDrop(folder).deliver(filing)).rejects.toMatchObject({ code: expect.stringMatching(/^folder-not-/) })
})

test('a folder that nobody may write to is refused by name', async () => {
  // Not even root may make a folder there.
  await expect(createFileDrop('/sys/filings').deliver(filing)).rejects.toMatchObject({ code: 'folder-not-writable' })
})
