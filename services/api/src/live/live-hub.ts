// Who is looking, and what they are told: ids and a count, to the team that is asked and to nobody else.
// Several changes in a moment become one message per team, and the count is read once per team however many are looking.

export interface Watcher {
  team: string
  /** One live message; must not throw. */
  tell(message: LiveMessage): void
}

/** `alertIds` is empty when something may have been missed: look for yourself. */
export interface LiveMessage {
  alertIds: string[]
  open: number
}

/** A payload of the channel `live`, as the transaction that changed the alerts wrote it. */
interface Change {
  municipality: string
  team: string
  alertIds: string[]
}

/** The first change after a quiet while is told at once; what follows it within this time is told together. */
const gatherMilliseconds = 20
const mostIds = 100

/** `W` is what the caller knows about a watcher. */
export class LiveHub<W extends Watcher> {
  readonly #watchers = new Map<string, Set<W>>()
  readonly #changed = new Map<string, Set<string>>()
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
    if (change?.municipality === this.#municipality) this.#gather(change.team, change.alertIds)
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

  #gather(team: string, alertIds: readonly string[] = []): void {
    if (!this.#watchers.has(team)) return
    this.#changed.set(team, new Set([...(this.#changed.get(team) ?? []), ...alertIds]))
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
    for (const [team, ids] of changed) this.#tellTeam(team, [...ids]).catch(this.#onFault)
  }

  async #tellTeam(team: string, ids: string[]): Promise<void> {
    const watchers = this.#watchers.get(team)
    const [first] = watchers ?? []
    if (watchers === undefined || first === undefined) return
    const open = await this.#countOpen(first)
    const alertIds = ids.length > mostIds ? [] : ids
    for (const watcher of watchers) watcher.tell({ alertIds, open })
  }
}

function toChange(payload: string): Change | undefined {
  try {
    const { municipality, team, alertIds } = JSON.parse(payload) as Partial<Record<keyof Change, unknown>>
    if (typeof municipality !== 'string' || typeof team !== 'string' || !Array.isArray(alertIds)) return undefined
    return { municipality, team, alertIds: alertIds.filter((id) => typeof id === 'string') }
  } catch {
    return undefined
  }
}
