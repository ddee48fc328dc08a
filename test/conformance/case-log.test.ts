// The Dutch permit log as an example of a foreign case log with deadlines. What is expected is counted from the file by a reader that splits
// lines at commas and compares texts as dates; three readers with one plausible mistake each must be caught.
import { type DeadlineState, danishHolidays, summariseDeadlines } from '@roedtraad/domain'
import { type CaseLogMapping, decodeText, findMapping, parseCsv, readCaseLog } from '@roedtraad/exchange'
import { describe, expect, it } from 'vitest'
import { hasFixtures, readFixture } from './fixtures.ts'

const there = hasFixtures('event-logs/wabo-receipt')
const text = there ? readFixture('event-logs/wabo-receipt/receipt.open-half.csv') : ''

/** Case by case: its state and whole days of 24 hours late, rounded to what a calendar could show either way. */
function readNaively(): Map<string, { state: DeadlineState; late: number }> {
  const [head = '', ...lines] = text.trim().split(/\r?\n/)
  const at = (name: string) => head.split(',').indexOf(name)
  const rows = lines.map((line) => line.split(','))
  const last = Math.max(...rows.map((row) => Date.parse(row[at('time:timestamp')] ?? '')))
  const cases = new Map<string, { state: DeadlineState; late: number }>()
  for (const row of rows) {
    const deadline = Date.parse(row[at('case:deadline')] ?? '')
    const end = Date.parse(row[at('case:enddate')] ?? '')
    const late = (Number.isNaN(end) ? last : end) - deadline
    const state = Number.isNaN(deadline)
      ? 'without-deadline'
      : Number.isNaN(end)
        ? late > 0
          ? 'overdue'
          : 'running'
        : late > 0
          ? 'missed'
          : 'met'
    cases.set(row[at('case:concept:name')] ?? '', { state, late: state === 'without-deadline' ? 0 : Math.max(0, late / 86_400_000) })
  }
  return cases
}

function analyse(log: string, wished: Partial<CaseLogMapping> = {}, workingDays = false) {
  const parsed = parseCsv(decodeText(new TextEncoder().encode(log)).text)
  if (parsed.kind !== 'table') throw new Error(parsed.because)
  const found = findMapping(parsed.table.header, wished)
  if ('missing' in found) throw new Error(`no column for ${found.missing.join()}`)
  const read = readCaseLog(parsed.table, found.mapping)
  return { read, summary: summariseDeadlines(read.cases, read.until ?? '', workingDays ? danishHolidays : null, Number.POSITIVE_INFINITY) }
}

/** Where the analysis differs from the naive reader; null where nowhere. */
function findFault({ read, summary }: ReturnType<typeof analyse>): string | null {
  const truth = readNaively()
  if (read.cases.length !== truth.size) return `${read.cases.length} cases`
  for (const state of Object.keys(summary.counts) as DeadlineState[]) {
    const expected = [...truth.values()].filter((one) => one.state === state).length
    if (summary.counts[state] !== expected) return `${summary.counts[state]} ${state}, not ${expected}`
  }
  for (const { id, days } of summary.late) {
    const late = truth.get(id)?.late ?? 0
    // A date more or less: the naive reader counts hours, the calendar counts midnights.
    if (Math.abs(days - late) > 1.1) return `${id} is ${days} days late, not ${late}`
  }
  return null
}

describe.skipIf(!there)('the permit log', () => {
  it('is read through the names of XES, every row, and judged as the naive reader judges it', () => {
    const analysis = analyse(text)
    expect(analysis.read.faults).toEqual([])
    expect(analysis.read.steps).toBe(text.trim().split('\n').length - 1)
    expect(findFault(analysis)).toBeNull()
    expect(analysis.summary.counts.met).toBeGreaterThan(0)
    expect(analysis.summary.counts.missed + analysis.summary.counts.overdue).toBeGreaterThan(0)
  })

  it('counts no more working days than dates, and fewer over a weekend', () => {
    const [dates, working] = [analyse(text).summary, analyse(text, {}, true).summary]
    const datesOf = new Map(dates.late.map(({ id, days }) => [id, days]))
    expect(working.late.every(({ id, days }) => days <= (datesOf.get(id) ?? 0))).toBe(true)
    expect(working.mostDaysLate).toBeLessThan(dates.mostDaysLate ?? 0)
    expect(working.counts).toEqual(dates.counts)
  })

  it('says the same with other headings, another separator and Danish dates', () => {
    const [head = '', ...rest] = text.trim().split(/\r?\n/)
    const renamed = head
      .replace('case:concept:name', 'Sagsnummer')
      .replace('time:timestamp', 'Tid')
      .replace('case:deadline', 'Frist')
      .replace('case:enddate,', 'Afsluttet,')
    const danish = rest.map((line) => line.replaceAll(/(\d{4})-(\d\d)-(\d\d) (\d\d:\d\d:\d\d\.\d+\+\d\d:\d\d)/g, '$3-$2-$1 kl. $4'))
    const log = [renamed, ...danish].join('\r\n').replaceAll(',', ';')
    expect(findFault(analyse(log, { caseId: 'Sagsnummer' }))).toBeNull()
  })

  it.each([
    ['takes the last step for the end', () => analyse(text, { finished: 'time:timestamp' })],
    ['takes the planned end for the deadline', () => analyse(text, { deadline: 'case:enddate_planned' })],
    ['takes every step for a case', () => analyse(text, { caseId: 'concept:instance' })],
  ])('a reader that %s is caught', (_, wrong) => {
    expect(findFault(wrong())).not.toBeNull()
  })
})
