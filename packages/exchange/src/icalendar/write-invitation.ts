// A network meeting as an iCalendar object (RFC 5545, RFC 5546). Times are in UTC, which every calendar shows on its own clock and which needs no table of time zones.
import type { Instant } from '@roedtraad/domain'
import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator'

export interface CalendarEntry {
  /** The same for ever: by it a calendar knows that it has the meeting already. */
  uid: string
  sequence: number
  from: Instant
  to: Instant
  cancelled: boolean
  changedAt: Instant
  /** When this object is made. */
  writtenAt: Instant
  summary: string
  description: string
  url: string
}

/** RFC 5546 wants an organiser. `.invalid` never leads anywhere (RFC 2606), so that an answer sent by a calendar reaches nobody. */
const nobody = { name: 'Rød Tråd', email: 'nobody@roedtraad.invalid' }

/** The object as text. METHOD is PUBLISH, or CANCEL for a meeting that is not held: nobody is asked to answer. */
export function writeInvitation(entry: CalendarEntry): string {
  const { uid, sequence, cancelled, summary, description, url } = entry
  const calendar = ical({
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Rød Tråd', product: 'Netværksmøder', language: 'DA' },
  })
  calendar.createEvent({
    id: uid,
    sequence,
    start: new Date(entry.from),
    end: new Date(entry.to),
    stamp: new Date(entry.writtenAt),
    lastModified: new Date(entry.changedAt),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    class: ICalEventClass.PRIVATE,
    organizer: nobody,
    summary,
    description,
    url,
  })
  return calendar.toString()
}
