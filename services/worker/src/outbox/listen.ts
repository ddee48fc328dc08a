// Notifications of the database on a connection of their own. They only save waiting: whoever is woken by them also runs by the clock.
import pg from 'pg'

const reconnectAfterMs = 1_000
const patience = { keepAlive: true, keepAliveInitialDelayMillis: 10_000, connectionTimeoutMillis: 5_000 } as const

type OnNotice = (channel: string, notice: string) => void

/** Calls `onNotice` for every notification on these channels, until stopped; with an empty one when some may have been missed. Connects again by itself. */
export function listen(url: string, channels: readonly string[], onNotice: OnNotice): { stop(): Promise<void> } {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const connect = async () => {
    const fresh = new pg.Client({ connectionString: url, ...patience })
    client = fresh
    let gone = false
    const again = () => {
      if (gone || stopped) return
      gone = true
      fresh.end().catch(() => undefined)
      timer = setTimeout(() => void connect(), reconnectAfterMs)
    }
    fresh.on('error', again)
    fresh.on('end', again)
    fresh.on('notification', ({ channel, payload }) => onNotice(channel, payload ?? ''))
    try {
      await fresh.connect()
      for (const channel of channels) await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`)
      // What was committed while nobody listened is looked for now.
      for (const channel of channels) onNotice(channel, '')
    } catch {
      again()
    }
  }

  void connect()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
