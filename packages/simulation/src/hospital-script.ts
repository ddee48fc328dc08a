// What a hospital says about one stay, line by line, with its mistakes: a wrong hour or department put right, a discharge taken back,
// a citizen taken for another. An EMER that becomes IMP, and a transfer, are told by a new admission, never by a discharge (MedCom
// HospitalNotification 3.0.2, clinical guidelines).
import type { StayAct, StayClass, StayStep } from '@roedtraad/domain'
import { drawOtherDepartment, drawPlace, type Place } from './hospitals.ts'
import { day, hour, minute } from './local-time.ts'
import type { Random } from './random.ts'
import type { Stay } from './stays.ts'

/** One message to come. Instants are epoch milliseconds. */
export interface Line {
  step: StayStep
  act: StayAct
  class: StayClass
  place: Place
  period: { start: number; end: number | null }
  leave: { start: number; end: number | null } | null
  deceased: boolean
  /** When the hospital says it. */
  saidAt: number
  /** The place in the script of the line that this one revises, cancels or follows. */
  after: number | null
  report: boolean
}

type Standing = Pick<Line, 'step' | 'class' | 'place' | 'period'>

class Script {
  readonly lines: Line[] = []
  private readonly random: Random
  private standing: Standing
  private before: Standing
  constructor(random: Random, place: Place) {
    this.random = random
    this.standing = { step: 'admit-inpatient', class: 'IMP', place, period: { start: 0, end: null } }
    this.before = this.standing
  }
  get place(): Place {
    return this.standing.place
  }
  get start(): number {
    return this.standing.period.start
  }
  /** Says a line about the stay as it stands, changed by `change`, some minutes after `at`, and remembers how it then stands. */
  say(at: number, change: Partial<Line>): void {
    const last = this.lines.at(-1)
    const saidAt = Math.max(at + this.random.integer(1, 12) * minute, (last?.saidAt ?? 0) + minute)
    const after = last === undefined ? null : this.lines.length - 1
    const line: Line = { act: 'tell', leave: null, deceased: false, report: false, ...this.standing, ...change, after, saidAt }
    this.lines.push(line)
    if (line.act === 'tell') this.before = this.standing
    const { step, place, period } = line
    this.standing = line.act === 'cancel' ? this.before : { step, class: line.class, place, period: { start: period.start, end: null } }
  }
}

/** The lines about a true stay, in the order they are said; what lies after now is among them and is for the caller to leave out. */
export function writeScript(random: Random, stay: Stay): Line[] {
  const script = new Script(random, drawPlace(random))
  if (stay.acute)
    admit(
      random,
      script,
      stay.from,
      { step: 'admit-emergency', class: 'EMER', report: true },
      Math.min(stay.admittedAt ?? Infinity, stay.to ?? Infinity),
    )
  if (stay.admittedAt !== null)
    admit(random, script, stay.admittedAt, { step: 'admit-inpatient', class: 'IMP', report: !stay.acute }, stay.to ?? Infinity)
  if (stay.transferredAt !== null) {
    script.say(stay.transferredAt, {
      step: 'admit-inpatient',
      place: drawPlace(random, script.place.hospital),
      period: { start: stay.transferredAt, end: null },
    })
  }
  if (stay.leave !== null) goOnLeave(script, stay.leave)
  else if (stay.to !== null && stay.to - stay.from > 4 * day && random.chance(0.03)) dischargeTooSoon(random, script, stay.to)
  if (stay.to !== null) leaveForGood(random, script, stay.to, stay.endedBy === 'death')
  return script.lines
}

function admit(random: Random, script: Script, at: number, line: Partial<Line>, before: number): void {
  const early = random.chance(0.03) ? random.integer(15, 75) * minute : 0
  script.say(at, { ...line, period: { start: at - early, end: null } })
  const noticed = at + random.integer(20, 80) * minute
  if (noticed > before - hour) return
  if (early > 0) script.say(noticed, { act: 'revise', period: { start: at, end: null } })
  else if (random.chance(0.02)) script.say(noticed, { act: 'revise', place: drawOtherDepartment(random, script.place) })
}

function goOnLeave(script: Script, leave: { from: number; to: number | null }): void {
  script.say(leave.from, { step: 'start-leave', leave: { start: leave.from, end: null } })
  if (leave.to !== null) script.say(leave.to, { step: 'end-leave', leave: { start: leave.from, end: leave.to } })
}

/** Told as discharged, found to be there still: the message is cancelled, and the stay goes on. */
function dischargeTooSoon(random: Random, script: Script, to: number): void {
  const at = to - random.integer(20, 30) * hour
  const period = { start: script.start, end: at }
  script.say(at, { step: 'discharge', period })
  script.say(at + random.integer(30, 150) * minute, { step: 'discharge', act: 'cancel', period })
}

function leaveForGood(random: Random, script: Script, to: number, deceased: boolean): void {
  const period = { start: script.start, end: to }
  // Death keeps the step that was current: MedCom has no activity of its own for it.
  const early = !deceased && random.chance(0.02) ? random.integer(10, 60) * minute : 0
  script.say(to, deceased ? { period, deceased } : { step: 'discharge', period: { ...period, end: to - early } })
  if (early > 0) script.say(to + random.integer(15, 60) * minute, { step: 'discharge', act: 'revise', period })
}

/** A wrong number was written: an admission of somebody who is at home, cancelled some hours later. */
export function writeMistake(random: Random, at: number): Line[] {
  const script = new Script(random, drawPlace(random))
  script.say(at, { report: true, period: { start: at, end: null } })
  script.say(at + random.integer(40, 300) * minute, { act: 'cancel' })
  return script.lines
}
