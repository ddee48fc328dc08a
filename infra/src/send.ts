// `npm run -s send -- <file…> [--redate] [--with-case]`: posts MedCom files to the running instance as the hospital would, and says what was answered.
// --redate makes them happen now under new ids; --with-case first registers the patient with home care and home nursing, without which a message is lawfully answered and not kept.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { addDays, cprSystem, type Instant } from '@roedtraad/domain'
import { type Json, parseJson, parseXml, readMessage, redate, toXml } from '@roedtraad/exchange'
import { findRunning } from './data-dir.ts'
import { fetchToken } from './fetch-token.ts'
import { findDataDir } from './paths.ts'
import { explain, Refusal } from './refusal.ts'

interface Message {
  file: string
  format: 'json' | 'xml'
  text: string
}

const usage = 'Name the files to send: npm run -s send -- <file…> [--redate] [--with-case]'

async function send(args: readonly string[]): Promise<boolean> {
  const files = args.filter((arg) => !arg.startsWith('--'))
  const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--redate' && arg !== '--with-case')
  if (files.length === 0 || unknown !== undefined)
    throw new Refusal(unknown === undefined ? usage : `There is no option ${unknown}. ${usage}`)
  const dataDir = findDataDir(process.env)
  const url = findRunning(dataDir)?.url
  if (url === undefined) throw new Refusal(`Rød Tråd is not running on ${dataDir}: start it with npm start and send again.`)
  const read = files.map(readFile)
  const messages = args.includes('--redate') ? redateAll(read, await readNow(url, dataDir)) : read
  if (args.includes('--with-case')) await openCases(url, dataDir, messages)
  const token = await fetchToken('system.hospital', dataDir)
  const answers: boolean[] = []
  for (const message of messages) answers.push(await post(url, token, message))
  return answers.every(Boolean)
}

function readFile(file: string): Message {
  try {
    const text = readFileSync(resolve(process.env['INIT_CWD'] ?? '.', file), 'utf8')
    return { file, text, format: text.trimStart().startsWith('<') ? 'xml' : 'json' }
  } catch {
    throw new Refusal(`The file ${file} cannot be read.`)
  }
}

/** The product's now, which CLOCK may have moved. */
async function readNow(url: string, dataDir: string): Promise<Instant> {
  const answer = await fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${await fetchToken('admin', dataDir)}` } })
  return ((await answer.json()) as { now: Instant }).now
}

function redateAll(messages: readonly Message[], now: Instant): Message[] {
  const bundles = messages.map(({ text, format }) => (format === 'json' ? parseJson(text) : parseXml(text)))
  const moved: Json[] = redate(bundles, now, randomUUID)
  return messages.map((message, index) => {
    const bundle = moved[index] ?? {}
    return { ...message, text: message.format === 'json' ? JSON.stringify(bundle) : toXml(bundle) }
  })
}

/** Registers each patient with both services, granted a month before the earliest message. */
async function openCases(url: string, dataDir: string, messages: readonly Message[]): Promise<void> {
  const patients = new Map<string, { name: string; first: Instant }>()
  for (const { text, format } of messages) {
    const read = readMessage(text, format)
    if (read.kind !== 'notification') continue
    const { patient, period } = read.notification
    const value = patient.identifiers.find((identifier) => identifier.system === cprSystem)?.value
    if (value === undefined) continue
    const known = patients.get(value)
    patients.set(value, {
      name: patient.name ?? 'Uden navn',
      first: known !== undefined && known.first < period.start ? known.first : period.start,
    })
  }
  const events = [...patients].flatMap(([value, { name, first }]) => {
    const since = addDays(first, -30)
    const event = (kind: string, data: object) => ({
      specversion: '1.0',
      id: `with-case-${kind}-${randomUUID()}`,
      source: 'urn:carerecord:send',
      type: `dk.roedtraad.${kind}`,
      time: since,
      data: { citizen: { system: cprSystem, value }, ...data },
    })
    return [
      event('citizen.registered', { detail: { name, birthDate: '1940-06-15' } }),
      event('homecare.granted', {}),
      event('homenursing.granted', {}),
    ]
  })
  const headers = {
    authorization: `Bearer ${await fetchToken('system.carerecord', dataDir)}`,
    'content-type': 'application/cloudevents-batch+json',
  }
  const answer = await fetch(`${url}/api/v1/events`, { method: 'POST', headers, body: JSON.stringify(events) })
  if (!answer.ok) throw new Refusal(`The cases could not be opened: ${await answer.text()}`)
}

async function post(url: string, token: string, { file, text, format }: Message): Promise<boolean> {
  const answer = await fetch(`${url}/fhir/$process-message`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': `application/fhir+${format}`, accept: 'application/fhir+json' },
    body: text,
  })
  const said = await answer.text()
  const code = /"response":\{[^}]*"code":"([a-z-]+)"/.exec(said.replace(/\s+(?=["{}])/g, ''))?.[1]
  process.stdout.write(`${file}: ${answer.status} ${code ?? ''}${code === 'ok' ? '' : ` ${said.slice(0, 1_500)}`}\n`)
  return answer.ok && code === 'ok'
}

try {
  process.exitCode = (await send(process.argv.slice(2))) ? 0 : 1
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}
