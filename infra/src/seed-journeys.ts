// Journeys for the demonstration, done deed by deed through the same use cases as every day, at instants of the past that are handed in as the product's clock.
import { inScope } from '@roedtraad/database'
import { addDays, type Instant, teams, users } from '@roedtraad/domain'
import { type Deps, doDeed, findActor, getJourney, jobScope, joinJourney, openJourney } from '@roedtraad/use-cases'

const most = 24
const once = { key: undefined, request: {} }
const ground = { statute: 'RSL-5' }

interface Served {
  citizen_id: string
  teams: string[]
  since: Instant
}

/** Who works in a team: the first of its people. */
const workerOf = (team: string) => users.find((user) => user.teams.some((one) => one.team === team))?.username ?? ''

/** Opens journeys for citizens whom several teams serve; returns how many. Does nothing where nobody is. */
export async function seedJourneys(deps: Deps): Promise<number> {
  const served = await inScope(deps.database, jobScope(deps, 'seed', 'demonstration'), (tx) =>
    tx.prepared<Served>(
      'served-by-several',
      `select citizen_id, array_agg(distinct team order by team) as teams, min(valid_from) as since from relations
       where municipality = $1 and valid_to is null and valid_from < $2::timestamptz - interval '100 days' group by citizen_id having count(distinct team) >= 2 order by citizen_id limit $3`,
      [deps.municipality, deps.clock(), most],
    ),
  )
  for (const [index, one] of served.entries()) await seedOne(deps, one, index)
  return served.length
}

/** A clock that stands at an instant. */
const standing = (deps: Deps, at: Instant): Deps => ({ ...deps, clock: () => at })

async function seedOne(deps: Deps, { citizen_id: citizenId, teams: serving }: Served, index: number): Promise<void> {
  const [first = '', second = ''] = index % 2 === 0 ? serving : serving.toReversed()
  const now = deps.clock()
  const ago = (days: number) => addDays(now, -days)
  const opened = 95 - (index % 5) * 7
  const opener = await findActor(deps, workerOf(first))
  const reason = 'Flere team hjælper på samme tid, og borgeren har selv bedt om én at tale med.'
  const { journeyId } = await openJourney(
    standing(deps, ago(opened)),
    opener,
    { citizenId, level: index % 3 === 0 ? 'one-plan' : 'coordinate', ground, reason },
    once,
  )
  await joinJourney(
    standing(deps, ago(opened - 3)),
    await findActor(deps, workerOf(second)),
    { citizenId, role: roleOf(second), ground },
    once,
  )
  const act = async (team: string, days: number, deed: string, detail: Record<string, unknown>) => {
    const actor = await findActor(deps, workerOf(team))
    const { version } = await getJourney(standing(deps, ago(days)), actor, journeyId)
    return (await doDeed(standing(deps, ago(days)), actor, journeyId, { deed, detail, targetId: null }, version, once)).deedId
  }
  await seedPlan(act, { first, second, opened, index, now })
  await seedThread(act, { first, second, opened, index })
}

type Act = (team: string, days: number, deed: string, detail: Record<string, unknown>) => Promise<string>

const ownGoals = [
  'Jeg vil kunne gå ned til bageren selv igen.',
  'Jeg vil blive boende hjemme, og jeg vil ikke fortælle det hele forfra hver gang.',
  'Jeg vil tilbage på arbejde, bare lidt til at begynde med.',
  'Jeg vil sove om natten og have styr på brevene fra kommunen.',
]

interface Place {
  first: string
  second: string
  opened: number
  index: number
  now: Instant
}

async function seedPlan(act: Act, place: Place): Promise<void> {
  const { first, second, opened, index, now } = place
  await act(first, opened - 4, 'state-own-goal', { words: ownGoals[index % ownGoals.length] })
  const name = users.find((user) => user.username === workerOf(first))?.name ?? ''
  await act(first, opened - 4, 'name-contact', { name, phone: '+45 56 00 00 00' })
  const followUp = index % 4 === 1 ? {} : { followUpAt: addDays(now, 5 + index) }
  const goalId = await act(first, opened - 5, 'add-goal', { title: 'Klare hverdagen uden at være alene om den', ...followUp })
  const start = addDays(now, 6 - opened)
  const walk = await act(first, opened - 6, 'add-activity', {
    title: 'Gåture to gange om ugen',
    team: first,
    worker: workerOf(first),
    goalId,
    start,
  })
  await act(first, opened - 8, 'begin-activity', { activityId: walk })
  const due = addDays(now, (index % 6) - 2)
  const talk = { title: 'Samtale om, hvad der er vigtigst nu', team: second, goalId, start: addDays(now, -20), due }
  await act(second, opened - 10, 'add-activity', talk)
  await seedPeople(act, place)
}

async function seedPeople(act: Act, { first, second, index, now }: Place): Promise<void> {
  const daughter = { kind: 'relative', name: 'Mette', relation: 'datter', mayKnow: ['plan', 'meetings'], mayDo: ['attend-meetings'] }
  if (index % 3 === 0) await act(first, 30, 'add-party', { ...daughter, from: addDays(now, -30) })
  const communication = 'Ring før I kommer. Tal langsomt, og skriv det vigtigste ned.'
  const manner = { communication, interpreter: '', companion: 'Min søster er med til møder', avoid: 'Breve uden forklaring' }
  if (index % 3 === 1) await act(first, 25, 'describe-manner', manner)
  const words = 'Talt sammen i telefonen. Vi holder fast i gåturene og ser på resten på mødet.'
  const itemId = await act(second, 20, 'write-note', { words, audience: 'journey' })
  const date = addDays(now, -20).slice(0, 10)
  await act(second, 19, 'file', { itemId, title: 'Notat efter telefonsamtale', kle: '27.03.00', caseId: `S-2026-${1_000 + index}`, date })
}

/** What became of the thread: handed over, waiting for an answer, left loose, or quietly held. */
async function seedThread(
  act: Act,
  { first, second, opened, index }: { first: string; second: string; opened: number; index: number },
): Promise<void> {
  const half = Math.floor(opened / 2)
  if (index % 4 === 0) {
    const loopId = await act(first, half, 'hand-over-coordination', { to: second, words: 'Det meste ligger hos jer nu.' })
    await act(second, half - 2, 'accept-loop', { loopId })
  }
  if (index % 4 === 1) await act(first, 16, 'hand-over-coordination', { to: second, words: 'Vil I tage over? I ser borgeren hver uge.' })
  if (index % 4 === 2) {
    await act(first, half, 'step-down', { reason: 'Jeg skifter arbejde.' })
    await act(second, half - 12, 'take-over', {})
  }
  if (index % 4 === 3)
    await act(second, 4, 'refer', { to: first, title: 'Vurdér behovet for hjælpemidler', words: 'Trappen er blevet svær.' })
}

function roleOf(team: string): string {
  return `Hjælper fra ${teams.find((one) => one.id === team)?.name.da ?? team}`
}
