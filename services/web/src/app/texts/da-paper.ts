// Danish words of what leaves the screen, and of what is filed.
export const paperDa = {
  addToCalendar: 'Læg i kalenderen',
  removeFromCalendar: 'Slet i kalenderen',
}
