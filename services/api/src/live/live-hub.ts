// Who is looking, and what they are told: ids and a count, to the team that is asked and to nobody else.
// Several changes in a moment become one message per team, and the count is read once per team however many are looking.

export interface Watcher {
  team: string
  /** One live message; must not throw. */
  tell(message: LiveMessage): void
}

/** What changed; `citizens`: what the team may see about them. An empty list says that something may have been missed: look for yourself. */
export type LiveMessage =
  | { event: 'alerts'; data: { alertIds: string[]; open: number } }
  | { event: 'journeys'; data: { journeyIds: string[] } }
  | { event: 'citizens'; data: { citizenIds: string[] } }

/** A payload of the channel `live`, as the transaction that changed alerts or a journey wrote it. */
interface Change {
  municipality: string
  team: string
  alertIds: string[]
  journeyIds: string[] | null
  citizenIds: string[] | null
}

/** What changed for a team since it was last told; null: nothing of that kind. */
interface Gathered {
  alerts: ReadonlySet<string> | null
  journeys: ReadonlySet<string> | null
  citizens: ReadonlySet<string> | null
}

/** The first change after a quiet while is told at once; what follows it within this time is told together. */
const gatherMilliseconds = 20
const mostIds = 100

/** `W` is what the caller knows about a watcher. */
export class LiveHub<W extends Watcher> {
  readonly #watchers = new Map<string, Set<W>>()
  readonly #changed = new Map<string, Gathered>()
  readonly #municipality: string
  readonly #countOpen: (watcher: W) => Promise<number>
  readonly #onFault: (error: unknown) => void
  #timer: NodeJS.Timeout | undefined
  #planned = false
  #flushedAt = Number.NEGATIVE_INFINITY

  /** `countOpen` counts the open alerts of a watcher's team as she may see them; `onFault` hears when it fails. */
  constructor(municipality: string, countOpen: (watcher: W) => Promise<number>, onFault: (error: unknown) => void) {
    this.#municipality = municipality
    this.#countOpen = countOpen
    this.#onFault = onFault
  }

  /** Adds a watcher; returns the function that takes it away. */
  watch(watcher: W): () => void {
    const others = this.#watchers.get(watcher.team) ?? new Set<W>()
    this.#watchers.set(watcher.team, others.add(watcher))
    return () => {
      others.delete(watcher)
      if (others.size === 0 && this.#watchers.get(watcher.team) === others) this.#watchers.delete(watcher.team)
    }
  }

  /** Takes a payload of the channel `live`; anything that is not one of this municipality is ignored. */
  hear(payload: string): void {
    const change = toChange(payload)
    if (change?.municipality !== this.#municipality) return
    const { team, alertIds, journeyIds: journeys, citizenIds: citizens } = change
    this.#gather(team, { alerts: journeys === null && citizens === null ? alertIds : null, journeys, citizens })
  }

  /** Tells everybody to look again: messages may have been missed. */
  tellAll(): void {
    for (const team of this.#watchers.keys()) this.#gather(team, { alerts: [], journeys: [], citizens: [] })
  }

  /** Stops telling. */
  close(): void {
    clearTimeout(this.#timer)
    this.#changed.clear()
    this.#watchers.clear()
  }

  #gather(team: string, more: { [What in keyof Gathered]: readonly string[] | null }): void {
    if (!this.#watchers.has(team)) return
    const before = this.#changed.get(team)
    const joined = (what: keyof Gathered) => join(before?.[what] ?? null, more[what])
    this.#changed.set(team, { alerts: joined('alerts'), journeys: joined('journeys'), citizens: joined('citizens') })
    if (this.#planned) return
    this.#planned = true
    const wait = this.#flushedAt + gatherMilliseconds - performance.now()
    // At once means: with all that arrived in the same packet. The shortest timer would be a millisecond.
    if (wait <= 0) queueMicrotask(() => this.#flush())
    else this.#timer = setTimeout(() => this.#flush(), wait)
  }

  #flush(): void {
    this.#planned = false
    this.#flushedAt = performance.now()
    const changed = [...this.#changed]
    this.#changed.clear()
    for (const [team, { alerts, journeys, citizens }] of changed) {
      if (citizens !== null) this.#tell(team, { event: 'citizens', data: { citizenIds: few(citizens) } })
      if (journeys !== null) this.#tell(team, { event: 'journeys', data: { journeyIds: few(journeys) } })
      if (alerts !== null) this.#tellAlerts(team, few(alerts)).catch(this.#onFault)
    }
  }

  async #tellAlerts(team: string, alertIds: string[]): Promise<void> {
    const [first] = this.#watchers.get(team) ?? []
    if (first !== undefined) this.#tell(team, { event: 'alerts', data: { alertIds, open: await this.#countOpen(first) } })
  }

  #tell(team: string, message: LiveMessage): void {
    for (const watcher of this.#watchers.get(team) ?? []) watcher.tell(message)
  }
}

function join(before: ReadonlySet<string> | null, more: readonly string[] | null): Set<string> | null {
  return before === null && more === null ? null : new Set([...(before ?? []), ...(more ?? [])])
}

/** Too many to name is the same as all. */
const few = (ids: ReadonlySet<string>) => (ids.size > mostIds ? [] : [...ids])

function toChange(payload: string): Change | undefined {
  try {
    const { municipality, team, alertIds, journeyIds, citizenIds } = JSON.parse(payload) as Partial<Record<keyof Change, unknown>>
    if (typeof municipality !== 'string' || typeof team !== 'string' || !Array.isArray(alertIds)) return undefined
    const ids = (list: unknown) => (Array.isArray(list) ? list.filter(isText) : null)
    return { municipality, team, alertIds: alertIds.filter(isText), journeyIds: ids(journeyIds), citizenIds: ids(citizenIds) }
  } catch {
    return undefined
  }
}

const isText = (id: unknown) => typeof id === 'string'
