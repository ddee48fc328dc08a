// The screen's own English words, key by key the same as the Danish ones.
import type { da } from './da.ts'
import { alertsEn } from './en-alerts.ts'
import { boardEn } from './en-board.ts'
import { citizensEn } from './en-citizens.ts'
import { groundsEn } from './en-grounds.ts'
import { identitiesEn } from './en-identities.ts'
import { importsEn } from './en-imports.ts'
import { journeysEn } from './en-journeys.ts'
import { listsEn } from './en-lists.ts'
import { paperEn } from './en-paper.ts'
import { requestsEn } from './en-requests.ts'

export const en: typeof da = {
  product: 'Rød Tråd',
  tagline: 'One coherent course for the citizen whom the municipality meets in many places at once.',
  skip: 'Skip to content',
  nav: { label: 'Pages', day: 'My day', journeys: 'Journeys', citizens: 'Citizens', board: 'The board' },
  team: { label: 'Team', acting: (team) => `You work for ${team}`, none: 'No team' },
  search: { label: 'Find a citizen by name or number', placeholder: 'Name or CPR number', submit: 'Search' },
  language: { label: 'Language', da: 'Dansk', en: 'English' },
  user: { label: (name) => `Menu for ${name}`, logOut: 'Log out', keys: 'Shortcuts', role: 'Role' },
  roles: {
    caseworker: 'Staff',
    lead: 'Lead',
    jurist: 'Legal adviser',
    dpo: 'Data protection officer',
    'log-controller': 'Log controller',
    admin: 'Administrator',
  },
  login: {
    title: 'Log in',
    lead: 'Log in with your work account to see what needs you today.',
    button: 'Log in',
    note: 'You see only the citizens your team helps. Every look is logged.',
    problem: {
      'unknown-user': 'Your account is not known in Rød Tråd. Ask your lead or your administrator to add it.',
      'not-a-person': 'The account belongs to a system and cannot log in here.',
      'too-many-requests': 'There were too many attempts. Wait a minute and try again.',
    },
    problemOther: 'Logging in did not succeed. Try again. If it happens again, contact your administrator.',
    laneSketch: 'A red thread runs through four lanes: Employment, Social, Health and Elderly care.',
  },
  keys: {
    title: 'Keyboard shortcuts',
    lead: 'Shortcuts work when you are not writing in a field.',
    enabled: 'Use shortcuts',
    close: 'Close',
    sequence: 'then',
    groups: { go: 'Go to', list: 'In the list', card: 'The alert' },
    list: {
      day: 'My day',
      journeys: 'Journeys',
      citizens: 'Citizens',
      matching: 'Manual matching',
      board: 'The board (for leads)',
      search: 'Search for a citizen',
      next: 'Next alert',
      previous: 'Previous alert',
      open: 'Open',
      acknowledge: 'Acknowledge',
      outcome: 'Write outcome',
      undo: 'Undo the latest',
      register: 'Register a request for coordination',
      help: 'Show shortcuts',
    },
  },
  connection: {
    lost: 'There is no connection.',
    lostMeans: 'What you see may be out of date. We try again by ourselves; you need not do anything.',
    back: 'The connection is back.',
  },
  problem: {
    title: 'It could not be fetched',
    deedTitle: 'It was not saved',
    network: 'There was no answer. Check your connection and try again.',
    server: 'Something went wrong on our side. Try again shortly. If it happens again, contact your administrator.',
    forbidden: 'You have no access to this in the team you work for. Change team, or ask your lead.',
    notFound: 'It does not exist here, or your team does not help the citizen.',
    tooMany: 'You have searched many times in a short while. Wait a minute and try again.',
    stale: 'The information has changed in the meantime. We have fetched it again; look at it, then try again.',
    retry: 'Try again',
  },
  notFoundPage: { title: 'The page does not exist', text: 'The address points to nothing here.', back: 'Go to My day' },
  noTeam: {
    title: 'You are not in a team',
    text: 'My day shows early signs for your teams. Your role has no team, so there is nothing to show here.',
  },
  loading: 'Fetching',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  undo: 'Undo',
  undone: 'Undone.',
  bornOn: (date) => `born ${date}`,
  protected: 'Protected name and address',
  alerts: alertsEn,
  board: boardEn,
  lists: listsEn,
  citizens: citizensEn,
  journeys: journeysEn,
  grounds: groundsEn,
  imports: importsEn,
  identities: identitiesEn,
  paper: paperEn,
  requests: requestsEn,
}
