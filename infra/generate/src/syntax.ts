// Source text as a tree, by the compiler API of TypeScript 5.9.
import ts from 'typescript'

/** Reads a file of TypeScript or JavaScript; never fails, a tree of broken text is a broken tree. */
export function parse(file: string, text: string): ts.SourceFile {
  const kind = /\.(tsx|jsx)$/.test(file) ? ts.ScriptKind.TSX : /\.[mc]?js$/.test(file) ? ts.ScriptKind.JS : ts.ScriptKind.TS
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind)
}

/** The line of a position, from 1. */
export function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1
}
