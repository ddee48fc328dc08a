// The simplest case system: a folder that another program empties. A document and what it is about appear together, by the renaming of one folder, or not at all.
import { randomUUID } from 'node:crypto'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type FilingDocument, type FilingPort, FilingRefused } from '@roedtraad/use-cases'

/** Codes with which a file system says that trying again does not help. */
const lasting: Readonly<Record<string, string>> = {
  EACCES: 'folder-not-writable',
  EPERM: 'folder-not-writable',
  EROFS: 'folder-not-writable',
  ENOTDIR: 'folder-not-there',
  EEXIST: 'folder-not-there',
}

/**
 * Drops each document as `<folder>/<municipality>/<key>/` with document.pdf and metadata.json. What is there is left as it is: it was delivered.
 * Whoever takes documents away remembers their keys; what is taken between delivery and a crash of ours may be dropped once more, under the same key.
 */
export function createFileDrop(folder: string): FilingPort {
  return {
    async deliver(filing) {
      try {
        await drop(folder, filing)
      } catch (error) {
        const code = lasting[String((error as NodeJS.ErrnoException).code)]
        throw code === undefined ? error : new FilingRefused(code)
      }
    },
  }
}

async function drop(folder: string, { document, ...metadata }: FilingDocument): Promise<void> {
  const place = join(folder, metadata.municipality)
  const final = join(place, metadata.key)
  if (await isThere(final)) return
  const making = join(place, `.making-${metadata.key}-${randomUUID()}`)
  await mkdir(making, { recursive: true, mode: 0o700 })
  try {
    await write(join(making, 'document.pdf'), document)
    await write(join(making, 'metadata.json'), `${JSON.stringify({ ...metadata, file: 'document.pdf' }, null, 2)}\n`)
    await rename(making, final)
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    if (!(await isThere(final))) throw error
  }
}

/** On the disk before it is said to be there. */
async function write(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
