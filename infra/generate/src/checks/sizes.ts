// A file of more than 250 lines or a function of more than 40 wants to be two. Generated files are as long as they are.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import type { Check } from '../check-type.ts'
import { isGenerated, listFiles } from '../files.ts'
import { folders } from '../rooms.ts'
import { lineOf, parse } from '../syntax.ts'

const mostLines = 250
const mostFunctionLines = 40

function find(checkout: string): string[] {
  const files = listFiles(checkout, folders).filter((file) => /\.(tsx?|mjs|cjs|sql|css)$/.test(file) && !isGenerated(file))
  return files.flatMap((file) => {
    const text = readFileSync(join(checkout, file), 'utf8')
    const lines = text.replace(/\n$/, '').split('\n').length
    const tooLong = lines > mostLines ? [`${file} has ${lines} lines (at most ${mostLines})`] : []
    return /\.(sql|css)$/.test(file) ? tooLong : [...tooLong, ...listLongFunctions(file, text)]
  })
}

function listLongFunctions(file: string, text: string): string[] {
  const source = parse(file, text)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined && !isList(node)) {
      const line = lineOf(source, node.getStart())
      const lines = lineOf(source, node.getEnd()) - line + 1
      if (lines > mostFunctionLines) found.push(`${file}:${line} holds a function of ${lines} lines (at most ${mostFunctionLines})`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** A slice lists its routes, and a `describe` its tests: they are bodies, and what they hold is measured by itself. */
function isList({ parent }: ts.Node): boolean {
  if (ts.isCallExpression(parent)) return /^(describe|suite)(\.|\(|$)/.test(parent.expression.getText())
  return ts.isVariableDeclaration(parent) && parent.type?.getText() === 'Slice'
}

const lines = (count: number) => '  void 0\n'.repeat(count)

export const sizes: Check = {
  title: 'sizes',
  find,
  planted: {
    files: {
      'packages/domain/src/long.ts': '\n'.repeat(251),
      'packages/domain/src/full.ts': '\n'.repeat(250),
      'packages/database/tables/long.sql': '--\n'.repeat(251),
      'packages/domain/src/long.generated.ts': '\n'.repeat(300),
      'packages/domain/src/functions.ts': `function tooLong() {\n${lines(39)}}\nfunction full() {\n${lines(38)}}\nconst arrow = () => {\n${lines(39)}}\n`,
      'services/api/src/slice.ts': `const routes: Slice = async () => {\n${lines(60)}}\n`,
      'test/describe.test.ts': `describe('a', () => {\n${lines(50)}  test('b', () => {\n${lines(39)}  })\n})\n`,
    },
    caught: [
      'packages/domain/src/long.ts has 251 lines',
      'packages/database/tables/long.sql has 251 lines',
      'packages/domain/src/functions.ts:1 holds a function of 41 lines',
      'packages/domain/src/functions.ts:82 holds a function of 41 lines',
      'test/describe.test.ts:52 holds a function of 41 lines',
    ],
  },
}
