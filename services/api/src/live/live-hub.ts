// Who is looking, and what they are told: ids and a count, to the team that is asked and to nobody else.
// Several changes in a moment become one message per team, and the count is read once per team however many are looking.

export interface Watcher {
  team: string
  /** One live message; must not throw. */
  tell(message: LiveMessage): void
}

/** `alertIds` is empty when something may have been missed: look for yourself. `citizenIds`: what the team may see about these has changed. */
export interface LiveMessage {
  alertIds: string[]
  citizenIds?: string[]
  open: number
}

/** A payload of the channel `live`, as the transaction that changed the alerts wrote it. */
interface Change {
  municipality: string
  team: string
  alertIds: string[]
  citizenIds: string[]
}

/** What is gathered for one team. */
interface Gathered {
  alertIds: Set<string>
  citizenIds: Set<string>
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
    if (change?.municipality === this.#municipality) this.#gather(change.team, change)
  }

  /** Tells everybody to look again: messages may have been missed. */
  tellAll(): void {
    for (const team of this.#watchers.keys()) this.#gather(team)
  }

  /** Stops telling. */
  close(): void {
    clearTimeout(this.#timer)
    this.#changed.clear()
    this.#watchers.clear()
  }

  #gather(team: string, change: Pick<Change, 'alertIds' | 'citizenIds'> = { alertIds: [], citizenIds: [] }): void {
    if (!this.#watchers.has(team)) return
    const gathered = this.#changed.get(team) ?? { alertIds: new Set(), citizenIds: new Set() }
    for (const id of change.alertIds) gathered.alertIds.add(id)
    for (const id of change.citizenIds) gathered.citizenIds.add(id)
    this.#changed.set(team, gathered)
    const wait = Math.max(0, this.#flushedAt + gatherMilliseconds - performance.now())
    this.#timer ??= setTimeout(() => this.#flush(), wait)
  }

  #flush(): void {
    this.#timer = undefined
    this.#flushedAt = performance.now()
    const changed = [...this.#changed]
    this.#changed.clear()
    for (const [team, gathered] of changed) this.#tellTeam(team, gathered).catch(this.#onFault)
  }

  async #tellTeam(team: string, gathered: Gathered): Promise<void> {
    const watchers = this.#watchers.get(team)
    const [first] = watchers ?? []
    if (watchers === undefined || first === undefined) return
    const open = await this.#countOpen(first)
    const alertIds = gathered.alertIds.size > mostIds ? [] : [...gathered.alertIds]
    const citizenIds = [...gathered.citizenIds]
    for (const watcher of watchers) watcher.tell({ alertIds, ...(citizenIds.length > 0 ? { citizenIds } : {}), open })
  }
}

function toChange(payload: string): Change | undefined {
  try {
    const { municipality, team, alertIds, citizenIds = [] } = JSON.parse(payload) as Partial<Record<keyof Change, unknown>>
    if (typeof municipality !== 'string' || typeof team !== 'string' || !Array.isArray(alertIds) || !Array.isArray(citizenIds))
      return undefined
    const ids = (list: unknown[]) => list.filter((id) => typeof id === 'string')
    return { municipality, team, alertIds: ids(alertIds), citizenIds: ids(citizenIds) }
  } catch {
    return undefined
  }
}
