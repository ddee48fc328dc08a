// What stands before the first event: areas, teams, people, systems, kinds and rules. Safe to repeat; what stands is brought up to date.
import { inScope, type Tx } from '@roedtraad/database'
import { type Area, derivedKinds, eventKinds, isOpenable, type SendingSystem, type Team, type User } from '@roedtraad/domain'
import { type Deps, jobScope } from '../deps.ts'
import { publishRules } from '../rules/active-rules.ts'

export interface Organisation {
  areas: readonly Area[]
  teams: readonly Team[]
  users: readonly User[]
  sendingSystems: readonly SendingSystem[]
}

/** Publishes the organisation of this municipality, the kinds and the rules. `deps.database` must be the administrator's. */
export async function publishReference(deps: Pick<Deps, 'database' | 'municipality' | 'clock'>, organisation: Organisation): Promise<void> {
  await inScope(deps.database, jobScope(deps, 'set-up', 'reference'), async (tx) => {
    await publishAreasAndTeams(tx, organisation)
    await publishPeople(tx, organisation)
    await publishKinds(tx)
    await publishRules(tx)
  })
}

async function publishAreasAndTeams(tx: Tx, { areas, teams }: Organisation): Promise<void> {
  const { municipality } = tx.scope
  await tx
    .insertInto('areas')
    .values(areas.map((area, position) => ({ municipality, id: area.id, name_da: area.name.da, name_en: area.name.en, position })))
    .onConflict((conflict) =>
      conflict.columns(['municipality', 'id']).doUpdateSet((row) => ({
        name_da: row.ref('excluded.name_da'),
        name_en: row.ref('excluded.name_en'),
        position: row.ref('excluded.position'),
      })),
    )
    .execute()
  await tx
    .insertInto('teams')
    .values(teams.map((team) => toTeamRow(municipality, team)))
    .onConflict((conflict) =>
      conflict.columns(['municipality', 'id']).doUpdateSet((row) => ({
        name_da: row.ref('excluded.name_da'),
        name_en: row.ref('excluded.name_en'),
        kle: row.ref('excluded.kle'),
        on_duty: row.ref('excluded.on_duty'),
      })),
    )
    .execute()
}

function toTeamRow(municipality: string, team: Team) {
  const { id, area, name, kind, district, kle, sor, controller, onDuty } = team
  return { municipality, id, area, name_da: name.da, name_en: name.en, kind, district, kle, sor, controller, on_duty: onDuty }
}

async function publishPeople(tx: Tx, { users, sendingSystems }: Organisation): Promise<void> {
  const { municipality } = tx.scope
  const people = users.map(({ username, name, role }) => ({ municipality, username, name, role: role as string }))
  const systems = sendingSystems.map(({ username }) => ({ municipality, username, name: username, role: 'system' }))
  await tx
    .insertInto('users')
    .values([...people, ...systems])
    .onConflict((conflict) =>
      conflict
        .columns(['municipality', 'username'])
        .doUpdateSet((row) => ({ name: row.ref('excluded.name'), role: row.ref('excluded.role') })),
    )
    .execute()
  const memberships = users.flatMap(({ username, teams }) => teams.map(({ team, lead }) => ({ municipality, username, team, lead })))
  await tx
    .insertInto('memberships')
    .values(memberships)
    .onConflict((conflict) => conflict.columns(['municipality', 'username', 'team']).doNothing())
    .execute()
  await tx
    .insertInto('sending_systems')
    .values(
      sendingSystems.map(({ username, sourcePrefix, areas }) => ({
        municipality,
        username,
        source_prefix: sourcePrefix,
        areas: [...areas],
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['municipality', 'username'])
        .doUpdateSet((row) => ({ source_prefix: row.ref('excluded.source_prefix'), areas: row.ref('excluded.areas') })),
    )
    .execute()
}

async function publishKinds(tx: Tx): Promise<void> {
  const everywhere = (await tx.selectFrom('areas').select('id').execute()).map((area) => area.id)
  const rows = [...eventKinds, ...derivedKinds].map((kind) => ({
    kind: kind.kind,
    area: kind.area,
    readable_in: kind.area === null ? everywhere : [kind.area, ...kind.sharedWith],
    category: kind.category,
    shape: kind.shape,
    opens_case: kind.opensCase,
    openable: isOpenable(kind),
    content: JSON.stringify(kind),
  }))
  await tx
    .insertInto('event_kinds')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('kind').doUpdateSet((row) => ({
        readable_in: row.ref('excluded.readable_in'),
        openable: row.ref('excluded.openable'),
        content: row.ref('excluded.content'),
      })),
    )
    .execute()
}

/** Whether nobody has been registered yet: a seed belongs only into an empty municipality. */
export async function isEmpty(deps: Pick<Deps, 'database' | 'municipality' | 'clock'>): Promise<boolean> {
  const row = await inScope(deps.database, jobScope(deps, 'set-up', 'reference'), (tx) =>
    tx.selectFrom('citizens').select('id').limit(1).executeTakeFirst(),
  )
  return row === undefined
}
