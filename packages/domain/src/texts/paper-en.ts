// English words of what leaves the screen.
import type { paperDa } from './paper-da.ts'

export const paperEn: typeof paperDa = {
  invitation: {
    summary: (initials) => (initials === null ? 'Meeting of a joint journey' : `Meeting of a joint journey (${initials})`),
    description: 'Place, people and purpose stand in Rød Tråd. They do not stand here, because others can see a calendar.',
  },
}
