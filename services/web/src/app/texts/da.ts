// The screen's own Danish words. What mail and explanations say too stands in the domain's texts.
import { alertsDa } from './da-alerts.ts'
import { boardDa } from './da-board.ts'
import { citizensDa } from './da-citizens.ts'
import { groundsDa } from './da-grounds.ts'
import { identitiesDa } from './da-identities.ts'
import { importsDa } from './da-imports.ts'
import { journeysDa } from './da-journeys.ts'
import { listsDa } from './da-lists.ts'
import { paperDa } from './da-paper.ts'
import { requestsDa } from './da-requests.ts'

export const da = {
  product: 'Rød Tråd',
  tagline: 'Ét samlet forløb for den borger, kommunen møder mange steder på én gang.',
  skip: 'Gå til indholdet',
  nav: { label: 'Sider', day: 'Min dag', journeys: 'Forløb', citizens: 'Borgere', board: 'Tavlen' },
  team: { label: 'Team', acting: (team: string) => `Du arbejder for ${team}`, none: 'Intet team' },
  search: { label: 'Find borger på navn eller nummer', placeholder: 'Navn eller CPR-nummer', submit: 'Søg' },
  language: { label: 'Sprog', da: 'Dansk', en: 'English' },
  user: { label: (name: string) => `Menu for ${name}`, logOut: 'Log ud', keys: 'Genveje', role: 'Rolle' },
  roles: {
    caseworker: 'Medarbejder',
    lead: 'Leder',
    jurist: 'Jurist',
    dpo: 'Databeskyttelsesrådgiver',
    'log-controller': 'Logkontrollant',
    admin: 'Administrator',
  } as Record<string, string>,
  login: {
    title: 'Log ind',
    lead: 'Log ind med din arbejdskonto for at se, hvad der har brug for dig i dag.',
    button: 'Log ind',
    note: 'Du ser kun de borgere, dit team hjælper. Alle opslag bliver logget.',
    problem: {
      'unknown-user': 'Din konto er ikke oprettet i Rød Tråd. Bed din leder eller jeres administrator om at oprette dig.',
      'not-a-person': 'Kontoen hører til et system og kan ikke bruges til at logge ind her.',
      'too-many-requests': 'Der er forsøgt for mange gange. Vent et minut, og prøv igen.',
    } as Record<string, string>,
    problemOther: 'Det lykkedes ikke at logge ind. Prøv igen. Sker det igen, så kontakt jeres administrator.',
    laneSketch: 'En rød tråd løber gennem fire baner: Beskæftigelse, Social, Sundhed og Ældre.',
  },
  keys: {
    title: 'Genveje på tastaturet',
    lead: 'Genvejene virker, når du ikke skriver i et felt.',
    enabled: 'Brug genveje',
    close: 'Luk',
    sequence: 'så',
    groups: { go: 'Gå til', list: 'I listen', card: 'Tegnet' },
    list: {
      day: 'Min dag',
      journeys: 'Forløb',
      citizens: 'Borgere',
      matching: 'Manuel matchning',
      board: 'Tavlen (for ledere)',
      search: 'Søg efter en borger',
      next: 'Næste tegn',
      previous: 'Forrige tegn',
      open: 'Åbn',
      acknowledge: 'Kvittér',
      outcome: 'Skriv udfald',
      undo: 'Fortryd det seneste',
      register: 'Registrér anmodning om koordinering',
      help: 'Vis genveje',
    },
  },
  connection: {
    lost: 'Der er ikke forbindelse.',
    lostMeans: 'Det, du ser, kan være forældet. Vi prøver igen af os selv; du behøver ikke gøre noget.',
    back: 'Forbindelsen er tilbage.',
  },
  problem: {
    title: 'Det kunne ikke hentes',
    deedTitle: 'Det blev ikke gemt',
    network: 'Der kom intet svar. Tjek din forbindelse, og prøv igen.',
    server: 'Der er sket en fejl hos os. Prøv igen om lidt. Sker det igen, så kontakt jeres administrator.',
    forbidden: 'Det har du ikke adgang til i det team, du arbejder for. Skift team, eller spørg din leder.',
    notFound: 'Det findes ikke her, eller også hjælper dit team ikke borgeren.',
    tooMany: 'Du har søgt mange gange på kort tid. Vent et minut, og prøv igen.',
    stale: 'Oplysningerne er ændret i mellemtiden. Vi har hentet dem igen; se dem, og prøv så igen.',
    retry: 'Prøv igen',
  },
  notFoundPage: { title: 'Siden findes ikke', text: 'Adressen peger ikke på noget her.', back: 'Gå til Min dag' },
  noTeam: {
    title: 'Du er ikke med i et team',
    text: 'Min dag viser tidlige tegn til dine teams. Din rolle har intet team, så her er ikke noget at vise.',
  },
  loading: 'Henter',
  cancel: 'Annuller',
  close: 'Luk',
  back: 'Tilbage',
  undo: 'Fortryd',
  undone: 'Fortrudt.',
  bornOn: (date: string) => `født ${date}`,
  protected: 'Beskyttet navn og adresse',
  alerts: alertsDa,
  board: boardDa,
  lists: listsDa,
  citizens: citizensDa,
  journeys: journeysDa,
  grounds: groundsDa,
  imports: importsDa,
  identities: identitiesDa,
  paper: paperDa,
  requests: requestsDa,
}
