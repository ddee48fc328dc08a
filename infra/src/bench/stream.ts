// The open stream of one screen, and when it heard of new cards.
import type { Stage } from './stage.ts'

export interface Stream {
  /** Milliseconds from calling `deed` until `count` cards that it had not heard of were told. */
  untilHeard(count: number, deed: () => Promise<unknown>): Promise<number>
  close(): void
}

const patienceMs = 20_000

/** Opens the stream of this user. */
export async function openStream(stage: Stage, username: string): Promise<Stream> {
  const control = new AbortController()
  const answer = await fetch(`${stage.ours}/api/v1/live`, {
    headers: { authorization: `Bearer ${stage.tokenOf(username)}`, accept: 'text/event-stream' },
    signal: control.signal,
  })
  if (!answer.ok || answer.body === null) throw new Error(`the live stream answered ${answer.status}`)
  const told = new Set<string>()
  let onTold: (() => void) | undefined
  const hear = (alertIds: readonly string[]) => {
    for (const id of alertIds) told.add(id)
    onTold?.()
  }
  void read(answer.body, hear).catch(() => undefined)
  return {
    async untilHeard(count, deed) {
      const wanted = told.size + count
      const began = performance.now()
      const heard = new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${wanted - told.size} of ${count} were not heard of`)), patienceMs)
        onTold = () => {
          if (told.size < wanted) return
          clearTimeout(late)
          resolve()
        }
      })
      await Promise.all([deed(), heard])
      return performance.now() - began
    },
    close: () => control.abort(),
  }
}

async function read(body: ReadableStream<Uint8Array>, hear: (alertIds: readonly string[]) => void): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const data = /^event: alerts\n(?:.*\n)*?data: (.*)$/m.exec(part)?.[1]
      if (data !== undefined) hear((JSON.parse(data) as { alertIds: string[] }).alertIds)
    }
  }
}
