// What is made of a network meeting for use elsewhere: a calendar object.
import { paperTexts } from '@roedtraad/domain'
import { writeInvitation } from '@roedtraad/exchange'
import { getInvitation } from '@roedtraad/use-cases'
import { Type } from 'typebox'
import { languageOf } from '../plugins/language.ts'
import { actorOf } from '../plugins/request.ts'
import type { Slice } from '../slice.ts'

const tags = ['meetings']
const Id = Type.String({ format: 'uuid' })
const MeetingId = Type.Object({ id: Id, meetingId: Id })
/** A link sends no headers, so it may name the team in its address. */
const LinkQuery = Type.Object({ team: Type.Optional(Type.String({ maxLength: 60 })) })
const calendarType = 'text/calendar; charset=utf-8; method='

export const meetings: Slice = async (app, { deps, config }) => {
  app.get(
    '/api/v1/journeys/:id/meetings/:meetingId/calendar',
    {
      config: { policy: 'person', teamInQuery: true },
      schema: {
        operationId: 'getMeetingCalendar',
        tags,
        summary: 'A network meeting as iCalendar, for one’s own calendar',
        params: MeetingId,
        querystring: LinkQuery,
        response: { 200: { description: 'iCalendar (RFC 5545).', content: { 'text/calendar': { schema: Type.String() } } } },
      },
    },
    async (request, reply) => {
      const { id, meetingId } = request.params
      const invitation = await getInvitation(deps, actorOf(request), id, meetingId)
      const texts = paperTexts(languageOf(request)).invitation
      const body = writeInvitation({
        ...invitation,
        uid: meetingId,
        writtenAt: invitation.now,
        summary: texts.summary(invitation.initials),
        description: texts.description,
        url: `${config.publicUrl}/forloeb/${id}`,
      })
      const method = invitation.cancelled ? 'CANCEL' : 'PUBLISH'
      return reply
        .type(calendarType + method)
        .header('content-disposition', 'attachment; filename="moede.ics"')
        .send(body)
    },
  )
}
