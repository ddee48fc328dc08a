// Danish words of what leaves the screen: the plan on paper, the sheet before a meeting, and the meeting in a calendar.

export const paperDa = {
  invitation: {
    summary: (initials: string | null): string => (initials === null ? 'Møde i et fælles forløb' : `Møde i et fælles forløb (${initials})`),
    description: 'Sted, deltagere og formål står i Rød Tråd. De står ikke her, fordi en kalender kan ses af andre.',
  },
}
