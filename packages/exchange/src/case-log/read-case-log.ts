// A case log of any system, one row a step, read through a mapping that is data: which column names the case, the time, the deadline.
import { type Instant, type LoggedCase, readLocalMoment, startOfDay } from '@roedtraad/domain'
import type { CsvTable } from '../csv/parse-csv.ts'

/** Headings of the columns. Without `finished` a case is finished by its last step. */
export interface CaseLogMapping {
  caseId: string
  time: string
  deadline: string
  activity?: string | undefined
  finished?: string | undefined
  resource?: string | undefined
}

/** Mappings of known kinds of log, tried in order where the reader names no column. */
const knownMappings: readonly CaseLogMapping[] = [
  // XES (IEEE 1849) written as CSV, with the case attributes of the Dutch permit logs.
  {
    caseId: 'case:concept:name',
    time: 'time:timestamp',
    deadline: 'case:deadline',
    activity: 'concept:name',
    finished: 'case:enddate',
    resource: 'org:resource',
  },
  { caseId: 'sag', time: 'tid', deadline: 'frist', activity: 'handling', finished: 'afsluttet', resource: 'medarbejder' },
  { caseId: 'case', time: 'time', deadline: 'deadline', activity: 'activity', finished: 'finished', resource: 'resource' },
]

export interface CaseLogFault {
  line: number
  column: string
}

export interface ReadCaseLog {
  mapping: CaseLogMapping
  steps: number
  cases: LoggedCase[]
  /** The last moment of the log: what runs is judged there. */
  until: Instant | null
  /** Rows that were left out, because a column that they need is empty or no time. */
  faults: CaseLogFault[]
}

/** The mapping: each column as wished, else as the first known mapping whose needed columns the heading has. Undefined, with what is missing, when there is none. */
export function findMapping(
  header: readonly string[],
  wished: Partial<CaseLogMapping>,
): { mapping: CaseLogMapping } | { missing: string[] } {
  const at = (name: string | undefined) =>
    name === undefined ? undefined : header.find((heading) => heading.toLowerCase() === name.toLowerCase())
  const choose = (known: CaseLogMapping, name: keyof CaseLogMapping) => at(wished[name] ?? known[name])
  const absent = (Object.keys(wished) as (keyof CaseLogMapping)[]).filter(
    (name) => wished[name] !== undefined && at(wished[name]) === undefined,
  )
  if (absent.length > 0) return { missing: absent }
  for (const known of knownMappings) {
    const [caseId, time, deadline] = [choose(known, 'caseId'), choose(known, 'time'), choose(known, 'deadline')]
    if (caseId !== undefined && time !== undefined && deadline !== undefined)
      return {
        mapping: {
          caseId,
          time,
          deadline,
          activity: choose(known, 'activity'),
          finished: choose(known, 'finished'),
          resource: choose(known, 'resource'),
        },
      }
  }
  return { missing: (['caseId', 'time', 'deadline'] as const).filter((name) => wished[name] === undefined) }
}

interface Step {
  caseId: string
  time: Instant
  deadline: Instant | null
  finished: Instant | null
  what: string | null
  by: string | null
}

/** Reads the rows into cases, in the order in which they first stand. A case's deadline and end are those of its latest step that names one. */
export function readCaseLog({ header, rows }: CsvTable, mapping: CaseLogMapping): ReadCaseLog {
  const index = (heading: string | undefined) => (heading === undefined ? -1 : header.indexOf(heading))
  const faults: CaseLogFault[] = []
  const steps = rows.flatMap(({ line, cells }): Step[] => {
    const cell = (heading: string | undefined) => (cells[index(heading)] ?? '').trim()
    const times = {
      time: readTime(cell(mapping.time), false),
      deadline: readTime(cell(mapping.deadline), true),
      finished: readTime(cell(mapping.finished), false),
    }
    const faulty = (['time', 'deadline', 'finished'] as const).find((name) => times[name] === undefined)
    const column =
      cell(mapping.caseId) === ''
        ? mapping.caseId
        : faulty === undefined
          ? times.time === null
            ? mapping.time
            : undefined
          : mapping[faulty]
    if (column !== undefined || !times.time) {
      faults.push({ line, column: column ?? mapping.time })
      return []
    }
    return [
      {
        caseId: cell(mapping.caseId),
        time: times.time,
        deadline: times.deadline ?? null,
        finished: times.finished ?? null,
        what: cell(mapping.activity) || null,
        by: cell(mapping.resource) || null,
      },
    ]
  })
  const cases = [...Map.groupBy(steps, (step) => step.caseId)].map(([id, own]) => toCase(id, own, mapping.finished !== undefined))
  const until = steps.reduce<Instant | null>((last, { time }) => (last === null || time > last ? time : last), null)
  return { mapping, steps: steps.length, cases, until, faults }
}

/** Null for an empty cell, undefined for what is no time. A day as a deadline lasts until it is over. */
function readTime(text: string, isDeadline: boolean): Instant | null | undefined {
  if (text === '') return null
  const moment = readLocalMoment(text)
  if (moment === undefined) return undefined
  return moment.isDay && isDeadline ? new Date(Date.parse(startOfDay(moment.instant, 1)) - 1).toISOString() : moment.instant
}

function toCase(id: string, steps: readonly Step[], saysItsEnd: boolean): LoggedCase {
  const ordered = steps.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
  const last = ordered.at(-1)
  const latest = (name: 'deadline' | 'finished') => ordered.findLast((step) => step[name] !== null)?.[name] ?? null
  return {
    id,
    started: ordered[0]?.time ?? '',
    deadline: latest('deadline'),
    finished: saysItsEnd ? latest('finished') : (last?.time ?? null),
    steps: steps.length,
    lastStep: last?.what ?? null,
    lastBy: last?.by ?? null,
  }
}
