// What no file of the repository may hold: paths of one machine, numbers of a tracker that readers do not have, work put off.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check } from '../check-type.ts'
import { isGenerated, listFiles } from '../files.ts'

/** Written so that this file does not hold what it looks for. */
const words: readonly { pattern: RegExp; remedy: string }[] = [
  {
    pattern: /(?<![\w.~@-])\/(?:work|home|root|Users)\/[\w.-]+|\b[A-Z]:\\Users\\/,
    remedy: 'a path of one machine: write it relative to the checkout, or pass it in',
  },
  {
    pattern: /\bissues?[ /]#?\d+|\bissue #|\bGH-\d+|\b(?:fix|close|resolve)(?:e?[sd])? #\d+/i,
    remedy: 'a number of a tracker: say the reason itself',
  },
  { pattern: /\b(?:TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b/, remedy: 'work put off: do it, or leave it away' },
]
const notText = /\.(png|jpe?g|gif|ico|woff2?|ttf|pdf|zip|gz)$|(^|\/)pnpm-lock\.yaml$/

function find(checkout: string): string[] {
  const files = listFiles(checkout).filter((file) => !notText.test(file) && !isGenerated(file))
  return files.flatMap((file) => {
    const lines = readFileSync(join(checkout, file), 'utf8').split('\n')
    return lines.flatMap((line, index) =>
      words.flatMap(({ pattern, remedy }) => {
        const word = pattern.exec(line)?.[0]
        return word === undefined ? [] : [`${file}:${index + 1} holds "${word}", ${remedy}`]
      }),
    )
  })
}

const line = (...parts: string[]) => `${parts.join('')}\n`

export const forbiddenWords: Check = {
  title: 'words',
  find,
  planted: {
    files: {
      'README.md':
        line('See /wo', 'rk/main/x and /ho', 'me/anna/y.') + line('Why: iss', 'ue #12.') + line('/api/v1/work/main is a path of ours.'),
      'src/later.ts': line('// TO', 'DO: tomorrow') + line('// FIX', 'ME') + line('// X', 'XX') + line('const todo = "todos are fine"'),
      'src/later.sql': line('-- fixes #', '7'),
    },
    caught: ['README.md:1', 'README.md:2', 'src/later.ts:1', 'src/later.ts:2', 'src/later.ts:3', 'src/later.sql:1'],
  },
}
