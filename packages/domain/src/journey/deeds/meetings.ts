// Network meetings: called, held with what was agreed, or cancelled. A meeting that moves is corrected.
import { Type } from 'typebox'
import { badField, found, noSuch, notNow, type Refusal, rule } from '../deed.ts'
import { type Journey, takesPart } from '../journey.ts'
import { At, Fields, Id, MaybeWords, TeamId, Title, Words } from './fields.ts'
import { notTakingPart } from './teams.ts'

const MeetingFields = Fields({
  title: Title,
  at: At,
  minutes: Type.Integer({ minimum: 5, maximum: 600 }),
  place: MaybeWords,
  teams: Type.Array(TeamId, { uniqueItems: true, maxItems: 20 }),
  parties: Type.Array(Id, { uniqueItems: true, maxItems: 20 }),
})

const findMeeting = (journey: Journey, id: string) => journey.meetings.find((meeting) => meeting.id === id)

const callMeeting = rule(MeetingFields, 'participant', {
  check(journey, { at, teams, parties }, by) {
    if (at <= by.at) return badField('in-the-past', 'at', 'The meeting lies in the past.', 'choose a time ahead')
    if (teams.some((team) => !takesPart(journey, team))) return notTakingPart('teams')
    return parties.every((id) => journey.parties.some((party) => party.id === id)) ? undefined : noSuch('parties', 'party')
  },
  apply: (journey, detail, by) => void journey.meetings.push({ id: by.id, ...detail, status: 'called', record: null, recorded: null }),
})

function checkCalled(journey: Journey, meetingId: string): Refusal | undefined {
  const meeting = findMeeting(journey, meetingId)
  if (meeting === undefined) return noSuch('meetingId', 'meeting')
  return meeting.status === 'called' ? undefined : notNow(`meeting-${meeting.status}`, 'The meeting is over already.')
}

const holdMeeting = rule(Fields({ meetingId: Id, record: Words }), 'participant', {
  check: (journey, { meetingId }, by) =>
    checkCalled(journey, meetingId) ??
    (found(findMeeting(journey, meetingId)).at > by.at
      ? notNow('meeting-ahead', 'The meeting lies ahead. Write the record when it has been held.')
      : undefined),
  apply: (journey, { meetingId, record }, by) =>
    void Object.assign(found(findMeeting(journey, meetingId)), { status: 'held', record, recorded: { at: by.at, team: by.team ?? '' } }),
})

const cancelMeeting = rule(Fields({ meetingId: Id, reason: Words }), 'participant', {
  check: (journey, { meetingId }) => checkCalled(journey, meetingId),
  apply: (journey, { meetingId, reason }) =>
    void Object.assign(found(findMeeting(journey, meetingId)), { status: 'cancelled', record: reason }),
})

export const meetingDeeds = { 'call-meeting': callMeeting, 'hold-meeting': holdMeeting, 'cancel-meeting': cancelMeeting }
