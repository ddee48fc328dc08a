// Reads MedCom's receive protocol: which files a step loads, and what its expected sentence says in words that we can check.
import type { Presence } from './history.ts'

export interface ProtocolStep {
  /** Table and row in the published protocol. */
  at: string
  /** Names of the example files, in loading order: `STIN_A`, `TEK_DUB`. */
  files: string[]
  /** Presences that the sentence allows; null when it says nothing of it. */
  presence: Presence[] | null
  /** The kinds of message that the user can see, in the order of the sentence. */
  seen: string[]
  /** The field whose time is shown, in the protocol's words; null when it names none. */
  timeOf: string | null
  endedByHand: boolean
  showsCancelled: boolean
  correctsTime: boolean
  onlyOne: boolean
}

const fileName = /\[((?:TEK_|RE_|AN_)*(?:STIN|STAA|STOR|SLOR|SLHJ|MORS|DUB|LOV|FCC|ID)(?:_[A-Z0-9]+)*)\]/g
const kinds: [RegExp, string][] = [
  [/Start sygehusophold ?- ?akut ambulant/gi, 'admit-emergency'],
  [/Start sygehusophold ?- ?indlagt/gi, 'admit-inpatient'],
  [/Start orlov/gi, 'start-leave'],
  [/Slut orlov/gi, 'end-leave'],
  [/Slut sygehusophold ?- ?afsluttet/gi, 'discharge'],
  [/[”„“]\s*Død/gi, 'death'],
]

/** Every step of the protocol that loads files. Throws TypeError when the table has no such steps: then it is another table. */
export function readProtocol(csv: string): ProtocolStep[] {
  const rows = parseCsv(csv)
  const steps: ProtocolStep[] = []
  let columns: string[] = []
  let table = ''
  for (const row of rows) {
    if (row[0] !== table || row[2] === 'Test step #') columns = row.map((cell) => cell.replace(/\s+/g, ' ').trim().toLowerCase())
    table = row[0] ?? ''
    const cell = (name: string) => row[columns.findIndex((column) => column.startsWith(name))] ?? ''
    if (columns[2] !== 'test step #' || row[2] === 'Test step #' || namesIn(cell('test data')).length === 0) continue
    steps.push(readStep(`${row[0]},${row[1]}`, cell('action'), cell('test data'), cell('expected'), steps.at(-1)))
  }
  if (steps.length === 0) throw new TypeError('the protocol has no step that loads a file')
  return steps
}

function readStep(at: string, action: string, data: string, expected: string, before: ProtocolStep | undefined): ProtocolStep {
  const sentence = expected.replace(/\s+/g, ' ')
  const named = [...new Set([...namesIn(action), ...namesIn(data)])]
  const continues = /subsequently|discharged.*Save both|message history/is.test(action) && before?.at.split(',')[0] === at.split(',')[0]
  const goesOn = continues && named.every((name) => name.startsWith('TEK_'))
  return {
    at,
    files: goesOn ? [...(before?.files ?? []), ...named] : named,
    presence: presenceIn(sentence),
    seen: seenIn(sentence),
    timeOf: /hospital stay\/? ?(?:incident)? ?\(?=? ?(Encounter\.[\w:.]+\w)/.exec(sentence)?.[1] ?? null,
    endedByHand: /manually ended/i.test(sentence),
    showsCancelled: /has been cancelled/i.test(sentence),
    correctsTime: /corrected time/i.test(sentence),
    onlyOne: /only see that one/i.test(sentence),
  }
}

/** File names end in a letter; `[RE_STIN]` alone is a type of message. */
function namesIn(cell: string): string[] {
  return [...cell.matchAll(fileName)].map((match) => match[1] ?? '').filter((name) => /^TEK_|_[A-Z]\d?$/.test(name))
}

/** `Absent` may be shown as on leave where the sentence allows it; `active` is the protocol's word for being at home. */
function presenceIn(sentence: string): Presence[] | null {
  if (/appears dead/i.test(sentence)) return ['deceased']
  if (/as ‘active’/i.test(sentence)) return ['at-home']
  if (/absent due to hospital/i.test(sentence)) return /is on leave/i.test(sentence) ? ['at-hospital', 'on-leave'] : ['at-hospital']
  return null
}

/** The types of message in the sentence that says what the user can see: the first sentence, where a type may stand once per message. */
function seenIn(sentence: string): string[] {
  const told = sentence.split(/SUT-user can|Date and time|The SUT user can see that the citizen/)[0] ?? ''
  const danish = told.replace(/End hospital stay – patient discharged and sent home\/primary sector/g, 'Slut sygehusophold - afsluttet')
  const found = kinds.flatMap(([pattern, kind]) => [...danish.matchAll(pattern)].map((match) => ({ kind, index: match.index })))
  return found.sort((a, b) => a.index - b.index).map(({ kind }) => kind)
}

/** Rows of a CSV with quoted cells. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    if (row.length > 1) rows.push(row)
    row = []
  }
  return rows
}
