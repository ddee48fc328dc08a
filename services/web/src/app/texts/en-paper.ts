// English words of what leaves the screen, and of what is filed.
import type { paperDa } from './da-paper.ts'

export const paperEn: typeof paperDa = {
  addToCalendar: 'Add to my calendar',
  removeFromCalendar: 'Take it out of my calendar',
}
