// Names and streets. Common Danish first and last names put together by chance; the streets are invented.
import type { Random } from './random.ts'

const words = (text: string): string[] => text.trim().split(/\s+/)

const firstNames = words(`
  Anne Kirsten Hanne Mette Anna Helle Susanne Lene Maria Marianne Inge Karen Lone Bente Camilla Pia Jette Charlotte Louise Gitte Inger
  Tina Birgit Ida Sofie Åse Ærenfred Søs Bodil Grethe Edith Ingrid Ruth Ellen Gerda Tove Lærke Solvej Østen Nanna Maren Dagny Sørine
  Peter Michael Jens Lars Thomas Henrik Søren Christian Martin Jan Morten Anders Hans Jesper Niels Mads Erik Kurt Åge Bjørn Jørgen
  Knud Svend Poul Holger Ejnar Verner Børge Asbjørn Frode Gunnar Preben Troels Vagn Ove Aksel Villads Malthe Øjvind Kåre Rasmus`)
const doubleFirstNames = [
  'Anne-Marie',
  'Hans Christian',
  'Else-Marie',
  'Karl Åge',
  'Inge-Lise',
  'Jens Jørgen',
  'Anna Sofie',
  'Poul-Erik',
  'Ida Maria',
]
const lastNames = words(`
  Nielsen Jensen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Jørgensen Petersen Madsen Kristensen Olsen Thomsen
  Christiansen Poulsen Johansen Møller Mortensen Knudsen Jakobsen Mikkelsen Frederiksen Laursen Lund Holm Schmidt Eriksen Clausen
  Simonsen Svendsen Andreasen Iversen Østergaard Jeppesen Nissen Lauridsen Kjær Jespersen Mogensen Nørgaard Bæk Skov Søndergaard
  Åkjær Ærø Brøndum Krogh Toft Bjerregaard Friis Dahl Vestergaard Gregersen Overgaard Kjærgård Bødker Ågård Damgård Hald Juul Vinther`)
const foreignNames = [
  'Fatima Al-Hassan',
  'Mohammed Öztürk',
  'Nguyễn Thị Hương',
  'Zofia Wiśniewska',
  'Ivana Đorđević',
  'Aaliyah Abdi Warsame',
  'Şükran Yılmaz',
  'Kuupik Kleist-Møller',
  'Sigríður Þórðardóttir',
  'Oleksandr Kovalenko',
  'José María Núñez',
  'Rōnán O’Súilleabháin',
  'Ayşe Demir',
  'Sivakumar Ramanathan',
  'Lê Văn An',
  'Ágota Kővári',
  'Eun-ji Park',
  'Mpho Dlamini',
  'Bo Li',
  'Paninnguaq Olsen',
]
/** Sixty letters and signs: what a column of names must be able to hold. */
export const longestName = 'Alexandrina Wilhelmine Bartholomæa Kjærsgård-Rosenørn-Østerå'

const streets = words(`
  Trådspindervej Rødgarnsgade Skæppestræde Åmunkevej Ærteblomstvænget Hyrdepilsvej Nøddekrogen Sukkerroealle Dæmningsløkken Uldspolevej
  Sivsangerengen Kridtpibegade Møntmesterløkken Østervangssvinget Lærkesporet Tangloppevej Bødkersvendsvej Havtornskrænten Brombærkrogen`)
const doors = ['', '', '', ', st. th.', ', st. tv.', ', 1. th.', ', 2. tv.', ', 3. mf.']

/** Draws a full name: mostly Danish, one in ten with a double first name, one in six with two last names, one in twelve foreign. */
export function drawName(random: Random): string {
  if (random.chance(0.08)) return random.pick(foreignNames)
  const first = random.pick(random.chance(0.1) ? doubleFirstNames : firstNames)
  const last = random.pick(lastNames)
  if (random.chance(0.16)) return `${first} ${random.pick(lastNames)} ${last}`
  return random.chance(0.03) ? `${first} ${last}-${random.pick(lastNames)}` : `${first} ${last}`
}

/** Draws an address in a street that does not exist. */
export function drawAddress(random: Random): string {
  const letter = random.chance(0.1) ? random.pick(['A', 'B', 'C']) : ''
  return `${random.pick(streets)} ${random.integer(1, 148)}${letter}${random.pick(doors)}, 4970 Rødby`
}
