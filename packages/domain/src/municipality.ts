// The municipality that every local seed has: areas, teams, people and systems of the outside contract. All of it is data; none of it is a type.
import type { Area, SendingSystem, Team, User } from './team.ts'

/** Id of the local municipality; `municipality` leads every key in the database. */
export const localMunicipality = 'roedby'

export const areas: readonly Area[] = [
  { id: 'employment', name: { da: 'Beskæftigelse', en: 'Employment' } },
  { id: 'social', name: { da: 'Social', en: 'Social' } },
  { id: 'family', name: { da: 'Børn og familie', en: 'Children and family' } },
  { id: 'health', name: { da: 'Sundhed', en: 'Health' } },
  { id: 'elderly', name: { da: 'Ældre', en: 'Elderly care' } },
]

const controller = 'Rødby Kommune'
const team = (id: string, area: string, da: string, en: string, kind: Team['kind'], kle: string[], onDuty: string | null = null): Team => ({
  id,
  area,
  name: { da, en },
  kind,
  district: null,
  kle,
  sor: null,
  controller,
  onDuty,
})

export const teams: readonly Team[] = [
  team('employment', 'employment', 'Sygedagpenge og beskæftigelse', 'Sick leave and employment', 'authority', ['32.30', '15.20']),
  team('youth', 'employment', 'Ungeindsatsen', 'Youth', 'authority', ['15.20.10']),
  team('benefits', 'employment', 'Ydelser', 'Benefits', 'authority', ['32.24']),
  team('social-adult', 'social', 'Voksen social', 'Adult social services', 'authority', ['27.54']),
  team('family', 'family', 'Familieafdelingen', 'Family', 'authority', ['27.24']),
  team('home-nursing', 'health', 'Hjemmesygeplejen', 'Home nursing', 'provider', ['29.18'], '00-24'),
  team('rehabilitation', 'health', 'Træning og rehabilitering', 'Rehabilitation', 'provider', ['29.06']),
  team('home-care', 'elderly', 'Hjemmeplejen', 'Home care', 'provider', ['27.36'], '07-23'),
  team('visitation', 'elderly', 'Visitationen', 'Needs assessment', 'authority', ['27.35']),
]

const user = (username: string, name: string, inTeam: string, lead = false): User => ({
  username,
  name,
  role: lead ? 'lead' : 'caseworker',
  teams: [{ team: inTeam, lead }],
})

export const users: readonly User[] = [
  user('caseworker.employment', 'Kirsten Holm', 'employment'),
  user('coordinator', 'Birgitte Dam', 'employment'),
  user('lead.employment', 'Jens Østergaard', 'employment', true),
  user('caseworker.youth', 'Amina Yusuf', 'youth'),
  user('caseworker.benefits', 'Per Lund', 'benefits'),
  user('caseworker.social', 'Lærke Bæk', 'social-adult'),
  user('lead.social', 'Torben Skov', 'social-adult', true),
  user('caseworker.family', 'Signe Krogh', 'family'),
  user('nurse.health', 'Maria Ravn', 'home-nursing'),
  user('lead.health', 'Hanne Åberg', 'home-nursing', true),
  user('therapist.health', 'Jonas Vik', 'rehabilitation'),
  user('assistant.elderly', 'Fatima Rask', 'home-care'),
  user('visitator.elderly', 'Bodil Friis', 'visitation'),
  user('lead.elderly', 'Karen Søgård', 'visitation', true),
  { username: 'jurist', name: 'Rasmus Juhl', role: 'jurist', teams: [] },
  { username: 'dpo', name: 'Ditte Falk', role: 'dpo', teams: [] },
  { username: 'log-controller', name: 'Ole Brandt', role: 'log-controller', teams: [] },
  { username: 'admin', name: 'Mette Vang', role: 'admin', teams: [] },
]

/** Whose sources speak for the civil register: a name or a number that comes from there needs nobody's confirmation. */
export const civilRegister = 'urn:cpr:'

/** `areas`: in which a case makes the sender's events needed ("an open case in the sender's area"). */
export const sendingSystems: readonly SendingSystem[] = [
  { username: 'system.hospital', sourcePrefix: 'urn:hospital:', areas: ['health', 'elderly', 'social', 'employment'] },
  { username: 'system.carerecord', sourcePrefix: 'urn:carerecord:', areas: ['health', 'elderly'] },
  { username: 'system.employment', sourcePrefix: 'urn:employment:', areas: ['employment'] },
  { username: 'system.social', sourcePrefix: 'urn:social:', areas: ['social'] },
  { username: 'system.cpr', sourcePrefix: civilRegister, areas: ['employment', 'social', 'health', 'elderly'] },
]

/** Receivers of hospital messages that are ours where nothing else is configured: those of MedCom's public examples. */
export const localSorIds: readonly string[] = [
  '953741000016009',
  '73091000016008',
  '52581000016005',
  '441211000016000',
  '265161000016000',
  '1042981000016003',
  '1053231000016001',
  '330461000016004',
  '328081000016004',
  '1339531000016004',
  '325251000016005',
  '382871000016004',
  '1017421000016003',
  '502191000016006',
]
