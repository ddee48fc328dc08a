import { expect, test } from 'vitest'
import { toRuns } from './pen.ts'

test.each([
  ['Ærø på tværs', [['Ærø på tværs', 'latin']]],
  [
    'med Łukasz Żółć',
    [
      ['med ', 'latin'],
      ['Ł', 'latinExt'],
      ['ukasz ', 'latin'],
      ['Ż', 'latinExt'],
      ['ó', 'latin'],
      ['łć', 'latinExt'],
    ],
  ],
  ['a\u030a i to tegn', [['å i to tegn', 'latin']]],
  ['kl. 9 – 10 \u{1f600}', [['kl. 9 – 10 ?', 'latin']]],
  ['en\tfane', [['en fane', 'latin']]],
])('%s is written in runs of one font file each', (text, runs) => {
  expect(toRuns(text).map((run) => [run.text, run.font])).toEqual(runs)
})
