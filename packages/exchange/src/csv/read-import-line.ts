// One row of a file as the events that it tells: a point is one, a case with a beginning and an end is two. Every fault names its column.
import {
  cprSystem,
  type EventKind,
  eventKinds,
  type ImportFault,
  type ImportFaultCode,
  isSentAsEvent,
  normaliseValue,
  readLocalMoment,
  readLocalNumber,
  startOfDay,
} from '@roedtraad/domain'
import { readCloudEvent, type SentEvent } from '../cloudevents/read-cloud-event.ts'
import type { ImportColumn, ImportColumns } from './import-columns.ts'

export interface LineContext {
  header: readonly string[]
  columns: ImportColumns
  /** The event source of the lines. */
  source: string
  /** A stable name for a text, by which the same line is known again. Holds nothing of it. */
  nameText(text: string): string
}

/** `citizen`: the number on the line where it is one, also of a line that is refused. */
export type ReadImportLine = { events: SentEvent[]; faults: ImportFault[]; citizen: string | null }

const registered = ['citizen.registered', 'citizen.moved', 'citizen.died']
const known = new Map(
  eventKinds
    .filter((kind) => isSentAsEvent(kind.kind))
    .flatMap((kind) => [kind.kind, kind.label.da, kind.label.en].map((name) => [name.toLowerCase(), kind] as const)),
)

/** Reads the cells of one row. `events` is empty when there is any fault. */
export function readImportLine(cells: readonly string[], context: LineContext): ReadImportLine {
  const row = new Row(cells, context)
  const identifier = row.readCitizen()
  const kind = row.readKind()
  const time = row.readTime('time', true)
  const end = row.readTime('to', false)
  const value = row.readValue()
  if (row.has('to') && kind !== undefined && kind.endedBy === null) row.fault('no-end-here', 'to')
  if (time !== undefined && end !== undefined && end < time) row.fault('end-before-start', 'to')
  if (row.has('corrects') && row.has('withdraws')) row.fault('two-deeds', 'withdraws')
  if (cells.slice(context.header.length).some((cell) => cell.trim() !== '')) row.fault('too-many-cells', null)
  if (row.faults.length > 0 || identifier === undefined || kind === undefined || time === undefined) return row.result([], identifier)
  const id = row.readId([kind.kind, identifier, time, end ?? '', value ?? '', row.cell('unit'), row.cell('team'), row.detail()])
  return row.result(toEvents(row, { kind, id, time, end, value, identifier }), identifier)
}

interface Told {
  kind: EventKind
  id: string
  time: string
  end: string | undefined
  value: number | undefined
  identifier: string
}

/** What begins is named by its line, so that its end ends it and nothing else. A line that takes one back takes its end back too. */
function toEvents(row: Row, { kind, id, time, end, value, identifier }: Told): SentEvent[] {
  const measured = value === undefined ? {} : { value }
  if (kind.endedBy === null) return row.toEvent(kind.kind, id, time, identifier, { ...measured, detail: row.detail() })
  const service = row.has('corrects') ? row.toId(row.cell('corrects')) : id
  const start = row.toEvent(kind.kind, id, time, identifier, { ...measured, detail: { ...row.detail(), service } })
  const stopsAt = end ?? (row.has('withdraws') ? time : undefined)
  return stopsAt === undefined ? start : [...start, ...row.toEvent(kind.endedBy, `${id}:til`, stopsAt, identifier, { detail: { service } })]
}

class Row {
  readonly faults: ImportFault[] = []
  readonly #cells: readonly string[]
  readonly #context: LineContext

  constructor(cells: readonly string[], context: LineContext) {
    this.#cells = cells
    this.#context = context
  }

  cell(column: ImportColumn): string {
    const index = this.#context.columns.at[column]
    return index === undefined ? '' : (this.#cells[index] ?? '').trim()
  }

  has(column: ImportColumn): boolean {
    return this.cell(column) !== ''
  }

  fault(code: ImportFaultCode, column: ImportColumn | null): void {
    const index = column === null ? undefined : this.#context.columns.at[column]
    const fault = { column: index === undefined ? null : (this.#context.header[index] ?? null), code }
    if (!this.faults.some((one) => one.column === fault.column && one.code === code)) this.faults.push(fault)
  }

  readCitizen(): string | undefined {
    const text = this.cell('citizen')
    const digits = normaliseValue({ system: cprSystem, value: text }).replaceAll(' ', '')
    // A spreadsheet takes a number that begins with a nought for a number.
    const whole = /^\d{9}$/.test(digits) ? `0${digits}` : digits
    if (text === '') this.fault('missing', 'citizen')
    else if (!/^\d{10}$/.test(whole)) this.fault('not-a-cpr', 'citizen')
    else return whole
    return undefined
  }

  readKind(): EventKind | undefined {
    const text = this.cell('kind')
    const kind = known.get(text.toLowerCase())
    if (text === '') this.fault('missing', 'kind')
    else if (kind === undefined) this.fault('unknown-kind', 'kind')
    else if (registered.includes(kind.kind)) this.fault('kind-not-importable', 'kind')
    return kind
  }

  /** A day as an end lasts until it is over. */
  readTime(column: 'time' | 'to', isNeeded: boolean): string | undefined {
    const text = this.cell(column)
    if (text === '') {
      if (isNeeded) this.fault('missing', column)
      return undefined
    }
    const moment = readLocalMoment(text)
    if (moment === undefined || moment.instant < '1900') this.fault('not-a-time', column)
    else return column === 'to' && moment.isDay ? startOfDay(moment.instant, 1) : moment.instant
    return undefined
  }

  readValue(): number | undefined {
    const text = this.cell('value')
    const value = text === '' ? undefined : readLocalNumber(text)
    if (value === 'ambiguous') this.fault('ambiguous-number', 'value')
    else if (text !== '' && value === undefined) this.fault('not-a-number', 'value')
    else return value
    return undefined
  }

  detail(): Record<string, string> {
    const told = this.#context.columns.details.map(({ name, index }) => [name, (this.#cells[index] ?? '').trim()] as const)
    return Object.fromEntries(told.filter(([, text]) => text !== ''))
  }

  /** Its own id, or one made of what it says: then the same line is the same event, in whatever file it stands. */
  readId(content: readonly unknown[]): string {
    const own = this.cell('id')
    if (own === '') return `line-${this.#context.nameText(JSON.stringify(content))}`
    return this.toId(own)
  }

  /** A number of a person is no id that may stand open. */
  toId(text: string): string {
    return text.length > 100 || /\d{6}[- ]?\w{4}/.test(text) ? `id-${this.#context.nameText(text)}` : text
  }

  toEvent(kind: string, id: string, time: string, value: string, data: Record<string, unknown>): SentEvent[] {
    const isEnd = id.endsWith(':til')
    const names = (column: 'corrects' | 'withdraws') =>
      this.has(column) ? { [column]: this.toId(this.cell(column)) + (isEnd ? ':til' : '') } : {}
    const read = readCloudEvent({
      specversion: '1.0',
      id,
      source: this.#context.source,
      type: `dk.roedtraad.${kind}`,
      time,
      data: {
        citizen: { system: cprSystem, value },
        ...data,
        ...(this.has('unit') && !isEnd ? { unit: this.cell('unit') } : {}),
        ...(this.has('team') ? { team: this.cell('team') } : {}),
        ...names('corrects'),
        ...names('withdraws'),
      },
    })
    if (read.kind === 'event') return [read.event]
    for (const { field } of read.errors) this.fault(...faultOf(field, this.has('value')))
    return []
  }

  result(events: SentEvent[], citizen: string | undefined): ReadImportLine {
    return { events: this.faults.length > 0 ? [] : events, faults: this.faults, citizen: citizen ?? null }
  }
}

/** The column that a field of an event came from. */
function faultOf(field: string, hasValue: boolean): [ImportFaultCode, ImportColumn | null] {
  if (field === 'data.value') return [hasValue ? 'invalid' : 'missing', 'value']
  if (field === 'data.unit') return ['invalid', 'unit']
  if (field === 'data.team') return ['unknown-team', 'team']
  if (field.startsWith('data.corrects') || field.startsWith('data.withdraws'))
    return ['invalid', field.includes('corrects') ? 'corrects' : 'withdraws']
  return ['invalid', field === 'time' ? 'time' : field === 'id' ? 'id' : null]
}
