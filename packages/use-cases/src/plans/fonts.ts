// The face of everything on paper: the one of the screen, from the same package, as the files that a PDF can take in.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { FontFiles } from '@roedtraad/exchange'

const require = createRequire(import.meta.url)
let files: FontFiles | undefined

/** Read once. */
export function paperFonts(): FontFiles {
  files ??= {
    regular: {
      latin: readFileSync(require.resolve('@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff')),
      latinExt: readFileSync(require.resolve('@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-ext-400-normal.woff')),
    },
    strong: {
      latin: readFileSync(require.resolve('@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff')),
      latinExt: readFileSync(require.resolve('@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-ext-600-normal.woff')),
    },
  }
  return files
}
