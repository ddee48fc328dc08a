// The plan for the citizen, read by another program than the one that writes it: what a screen reader needs is in it, and what teams write for each other is not.
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpDoor, openHttp } from '../support/http.ts'
import { els, event, hoursAfter, openMunicipality, registered, type TestMunicipality } from '../support/municipality.ts'

const now = '2026-03-02T10:00:00.000Z'
const began = hoursAfter(now, -900)
const ground = { statute: 'RSL-5' }
const name = 'Else-Margrethe Katrine Ågård-Østergaard von Bülow Sørensen-Kjærgaard'
/** Words that are written for colleagues. */
const internal = ['Kun for kolleger', 'Drikker igen', 'Ringer ikke tilbage', 'Se på trappen', 'Intern begrundelse', 'Givet op']

interface Node {
  role?: string
  children?: Node[]
}

/** The roles in the structure, depth first. */
const rolesOf = (node: Node | null): string[] =>
  node === null ? [] : [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(rolesOf)]

describe('the plan on paper', () => {
  let municipality: TestMunicipality
  let door: HttpDoor
  let path: string
  let etag: string | null
  beforeAll(async () => {
    municipality = await openMunicipality(now)
    door = await openHttp(municipality)
    await municipality.send(
      'system.carerecord',
      registered(els, name, began),
      event('homenursing.granted', began),
      event('homecare.granted', began),
    )
    const citizenId = (await municipality.admin.query<{ id: string }>('select id from citizens')).rows[0]?.id
    const opened = await door.call('nurse.health', 'POST', '/api/v1/journeys', {
      citizenId,
      level: 'one-plan',
      ground,
      reason: 'Intern begrundelse',
    })
    path = `/api/v1/journeys/${String(opened.body['id'])}`
    etag = opened.etag
    await act('join', { team: 'home-care', role: 'Hjælper', ground })
    await act('name-contact', { name: 'Maria Ravn', phone: '56 00 00 01' })
    await act('state-own-goal', { words: 'Jeg vil kunne gå ned til bageren på Ærøgade igen.' })
    await act('write-note', { words: 'Kun for kolleger: Drikker igen', audience: 'journey' })
    await act('refer', { to: 'home-care', title: 'Se på trappen', words: 'Ringer ikke tilbage' })
    const goalId = await act('add-goal', { title: 'Gå selv', followUpAt: '2026-04-01T10:00:00.000Z' })
    const dropped = await act('add-goal', { title: 'Givet op' })
    await act('end-goal', { goalId: dropped, result: 'dropped', words: '' })
    await act('add-activity', { title: 'Gåture med Łukasz', team: 'home-nursing', worker: 'nurse.health', goalId, start: now })
    for (let day = 1; day <= 40; day++) await act('add-activity', { title: `Øvelse nummer ${day}`, team: 'home-care', goalId, start: now })
    await act('call-meeting', {
      title: 'Vi taler om planen',
      at: '2026-03-20T09:00:00.000Z',
      minutes: 45,
      place: 'Rådhuset',
      teams: ['home-nursing'],
      parties: [],
    })
  }, 60_000)
  afterAll(async () => {
    await door.close()
    await municipality.close()
  })

  const act = async (deed: string, detail: unknown) => {
    const answer = await door.call('nurse.health', 'POST', `${path}/deeds`, { deed, detail }, etag)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    etag = answer.etag
    return (answer.body['history'] as { id: string }[])[0]?.id ?? ''
  }
  const readPdf = async () => {
    const { bytes, type } = await door.read('nurse.health', `${path}/plan.pdf`)
    const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
    const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, index) => pdf.getPage(index + 1)))
    const texts = await Promise.all(
      pages.map(async (page) => (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join('')),
    )
    const roles = (await Promise.all(pages.map((page) => page.getStructTree()))).flatMap((tree) => rolesOf(tree as Node | null))
    const marks = await Promise.all(
      pages.map(async (page) => {
        const { fnArray } = await page.getOperatorList()
        const count = (...ops: number[]) => fnArray.filter((op) => ops.includes(op)).length
        return count(OPS.beginMarkedContent, OPS.beginMarkedContentProps) - count(OPS.endMarkedContent)
      }),
    )
    return { marks, type, pdf, texts, text: texts.join(' '), roles, raw: new TextDecoder('latin1').decode(bytes) }
  }

  test('is a tagged PDF in Danish with title, headings and lists, over several pages', async () => {
    const { marks, type, pdf, texts, roles, raw } = await readPdf()
    expect(type).toBe('application/pdf')
    const { info } = (await pdf.getMetadata()) as { info: Record<string, unknown> }
    expect(info).toMatchObject({ Title: 'Din plan', Language: 'da-DK' })
    expect(Object.fromEntries((await pdf.getMarkInfo()) as unknown as Map<string, boolean>)).toMatchObject({
      Marked: true,
      Suspects: false,
    })
    expect(raw).toMatch(/\/StructTreeRoot/)
    expect(pdf.numPages).toBeGreaterThan(2)
    // What is marked on a page ends on it: else a reader loses its place.
    expect(marks.filter((open) => open !== 0)).toEqual([])
    expect(['H1', 'H2', 'H3', 'L', 'LI', 'Lbl', 'LBody', 'P', 'BlockQuote'].filter((role) => !roles.includes(role))).toEqual([])
    expect(roles.filter((role) => role === 'H1')).toHaveLength(1)
    expect(roles.filter((role) => role === 'LI').length).toBeGreaterThanOrEqual(42)
    expect(texts.map((text, index) => text.includes(`Side ${index + 1} af ${texts.length}`))).not.toContain(false)
  })

  test('says whom to call first, then her own goal, who does what and when, in letters that can be copied', async () => {
    const { text } = await readPdf()
    const order = [
      'Din plan',
      name,
      'ring til Maria Ravn på 56 00 00 01',
      'gå ned til bageren på Ærøgade',
      'Gå selv',
      'Gåture med Łukasz',
      'Hvem: Hjemmesygeplejen, Maria Ravn',
      'Øvelse nummer 40',
      'Rådhuset',
    ]
    expect(order.filter((part) => !text.includes(part))).toEqual([])
    const places = order.map((part) => text.indexOf(part))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(text).toContain('2. mar. 2026')
  })

  test('holds nothing that was written for colleagues, neither as PDF nor on the screen', async () => {
    const { text } = await readPdf()
    const { body } = await door.call('nurse.health', 'GET', `${path}/plan`)
    expect(internal.filter((word) => text.includes(word) || JSON.stringify(body).includes(word))).toEqual([])
    expect(JSON.stringify(body)).toContain('Øvelse nummer 40')
  })

  test('is for those who take part, and every copy is in the log', async () => {
    expect((await door.read('caseworker.employment', `${path}/plan.pdf`)).status).toBe(404)
    expect((await door.call('caseworker.employment', 'GET', `${path}/plan`)).status).toBe(404)
    await municipality.admin.query('delete from access_log')
    await readPdf()
    const { rows } = await municipality.admin.query('select actor, what, criterion from access_log')
    expect(rows).toEqual([{ actor: 'nurse.health', what: 'export', criterion: 'plan' }])
  })

  test('is the same file for the same plan at the same time', async () => {
    expect((await readPdf()).raw).toBe((await readPdf()).raw)
  })
})
