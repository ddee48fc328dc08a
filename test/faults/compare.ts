// The sender's ledger against the database, in plain SQL and with a superuser's eyes: none of the product's code takes part.
import pg from 'pg'
import type { Answer } from './ledger.ts'
import type { Stage } from './stage.ts'

export interface Comparison {
  sent: number
  /** Sent, and perhaps not taken in: the sender never got its answer, or a refusal. */
  notAnswered: string[]
  /** Taken in, and nobody was told. */
  lost: string[]
  /** More than one alert, or more than one raising of it, for one event. */
  twice: string[]
  /** Alerts for somebody about whom nothing was sent. */
  unasked: string[]
}

const alertsByName = `select c.name, count(distinct a.id)::int as alerts, count(distinct r.alert_id)::int as recipients, count(distinct d.id)::int as raised
  from citizens c
  left join alerts a on a.citizen_id = c.id and a.rule_id = 'HO1'
  left join alert_recipients r on r.alert_id = a.id
  left join alert_deeds d on d.alert_id = a.id and d.deed = 'raised'
  group by c.name`

/** Compares. Every event that the sender knows as taken in must have exactly one alert with one recipient, raised once. */
export async function compare(stage: Pick<Stage, 'adminUrl'>, ledger: ReadonlyMap<string, Answer>): Promise<Comparison> {
  const client = new pg.Client({ connectionString: stage.adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; alerts: number; recipients: number; raised: number }>(alertsByName)
    const found = new Map(rows.map((row) => [row.name, row]))
    const names = [...ledger.keys()]
    return {
      sent: names.length,
      notAnswered: names.filter((name) => ledger.get(name) !== 'ok'),
      lost: names.filter((name) => ledger.get(name) === 'ok' && (found.get(name)?.recipients ?? 0) === 0),
      twice: names.filter((name) => Math.max(found.get(name)?.alerts ?? 0, found.get(name)?.raised ?? 0) > 1),
      unasked: rows.filter((row) => row.alerts > 0 && !ledger.has(row.name)).map((row) => row.name),
    }
  } finally {
    await client.end()
  }
}
