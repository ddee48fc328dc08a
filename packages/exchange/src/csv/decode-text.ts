// The bytes of a file as text. Spreadsheets write UTF-8 with or without a mark, or the old Windows-1252; which one it was is told, never hidden.

export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16' | 'windows-1252'

const decode = (bytes: Uint8Array, label: string) => new TextDecoder(label, { fatal: true }).decode(bytes)

/** The text and how it was written. Bytes that are no UTF-8 are read as Windows-1252 (of which Latin-1 is a part). The mark is left out. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const [first, second, third] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const text = tryDecode(bytes, first === 0xff ? 'utf-16le' : 'utf-16be')
    if (text !== undefined) return { text, encoding: 'utf-16' }
  }
  const marked = first === 0xef && second === 0xbb && third === 0xbf
  const text = tryDecode(bytes, 'utf-8')
  return text === undefined
    ? { text: decode(bytes, 'windows-1252'), encoding: 'windows-1252' }
    : { text, encoding: marked ? 'utf-8-bom' : 'utf-8' }
}

function tryDecode(bytes: Uint8Array, label: string): string | undefined {
  try {
    return decode(bytes, label)
  } catch {
    return undefined
  }
}
