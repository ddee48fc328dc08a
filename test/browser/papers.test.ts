// What leaves the screen, and what comes in at the counter: by a nurse at her desk with the keyboard, and on her phone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desktop, findViolations, launch, logIn, openWindow, phone } from '../support/browser.ts'
import { type Instance, makeDataDir, startInstance, until } from '../support/instance.ts'

const chromium = inject('chromium')
const cpr = 'urn:oid:1.2.208.176.1.2'
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
const name = 'Else-Margrethe Katrine Ågård-Østergaard von Bülow Sørensen-Kjærgaard'
const sizes = [
  ['1280', desktop],
  ['390', phone],
] as const

describe.skipIf(chromium === null)('papers on the screen', () => {
  const folder = makeDataDir()
  let instance: Instance
  let browser: Browser
  let context: BrowserContext
  beforeAll(async () => {
    instance = await startInstance({ DATA_DIR: folder.dataDir, PORT: '' })
    browser = await launch(chromium ?? '')
    const events = ['1', '2'].flatMap((last) => {
      const citizen = { system: cpr, value: `310250666${last}` }
      const event = (kind: string, more: object) => ({
        specversion: '1.0',
        id: `${kind} ${last}`,
        source: 'urn:carerecord:nexus',
        type: `dk.roedtraad.${kind}`,
        time: ago(2_000),
        data: { citizen, ...more },
      })
      return [
        event('citizen.registered', { detail: { name: `${name} ${last}`, birthDate: '1938-10-02' } }),
        event('homenursing.granted', {}),
      ]
    })
    await instance.call('system.carerecord', 'POST', '/api/v1/events', events, { 'content-type': 'application/cloudevents-batch+json' })
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await instance?.stop()
    folder.remove()
  })

  const expectClean = async (page: Page) => {
    expect(await findViolations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  }
  const dialog = (page: Page) => page.getByRole('dialog')
  const save = async (page: Page, button = 'Gem') => {
    await dialog(page).getByRole('button', { name: button }).click()
    await dialog(page).waitFor({ state: 'hidden' })
  }
  const openPage = async (size: typeof desktop) => {
    context = await openWindow(browser, size)
    const page = await context.newPage()
    await logIn(page, instance, 'nurse.health')
    return page
  }
  const findCitizen = async (page: Page, last: string) => {
    await page.goto(`${instance.url}/borgere`)
    await page.getByRole('main').getByRole('searchbox').first().fill('Else')
    await page.keyboard.press('Enter')
    await page
      .getByRole('link', { name: new RegExp(`${last}$`) })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Anmodninger om koordinering' }).waitFor()
  }

  test.each(sizes)(
    'at %s px a request is registered with one key, waits on the list and in Min dag, and is answered',
    async (width, size) => {
      const page = await openPage(size)
      await findCitizen(page, width === '390' ? '2' : '1')
      await expectClean(page)
      await page.keyboard.press('n')
      await dialog(page).getByLabel('Hvem spørger, og hvordan får vi fat i dem?').waitFor()
      await expectClean(page)
      await page.keyboard.press('Enter')
      await page.getByText('Hjemmesygeplejen svarer senest').first().waitFor()
      await page.goto(instance.url)
      await page.getByRole('link', { name: '1 anmodning om koordinering venter' }).click()
      await page.getByRole('heading', { name: '1 anmodning om koordinering venter' }).waitFor()
      await expectClean(page)
      await page.getByRole('button', { name: 'Svar med navn og nummer' }).click()
      await expectClean(page)
      await dialog(page).getByLabel('Telefonnummer').fill('56 00 00 01')
      await page.keyboard.press('Enter')
      await page.getByText('Intet forløb venter på jer').waitFor()
      await findCitizen(page, width === '390' ? '2' : '1')
      await page.getByRole('link', { name: 'Kontakt: Maria Ravn, 56 00 00 01' }).waitFor()
      await expectClean(page)
      await context.close()
    },
    120_000,
  )

  test.each(sizes)(
    'at %s px the journey made of it has the contact on top of plan and sheet, and its note is filed by one click',
    async (width, size) => {
      const page = await openPage(size)
      await findCitizen(page, width === '390' ? '2' : '1')
      await page.getByRole('button', { name: 'Opret forløb' }).click()
      await dialog(page).getByLabel('Hvorfor er der brug for et forløb?').fill('Borgeren har bedt om det')
      await dialog(page).getByRole('button', { name: 'Opret forløb' }).click()
      await page.getByRole('heading', { name: 'Tråden' }).waitFor()
      await page.getByRole('link', { name: 'Maria Ravn, 56 00 00 01' }).waitFor()
      await makePlan(page)
      await expectClean(page)
      await page.getByRole('link', { name: 'Plan til borgeren' }).click()
      await page.getByRole('heading', { name: 'Din plan' }).waitFor()
      await expectClean(page)
      const main = page.getByRole('main')
      expect(await main.innerText()).toMatch(/ring til Maria Ravn på 56 00 00 01[\s\S]*Kirsten Åby fra Ærø Bibliotek[\s\S]*Min Plan/)
      expect(await main.innerText()).not.toContain('Internt')
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Hent som PDF' }).click()])
      expect(
        readFileSync(await download.path())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
      await page.getByRole('link', { name: /Tilbage til forløbet/ }).click()
      await page.getByRole('link', { name: 'Før mødet' }).first().click()
      await page.getByRole('heading', { name: /Før mødet/ }).waitFor()
      await expectClean(page)
      expect(await main.innerText()).toMatch(/^[\s\S]{0,60}Ring til Maria Ravn, 56 00 00 01/)
      await context.close()
    },
    120_000,
  )

  /** A goal, a bridge, a plan elsewhere, a meeting and a note, each by its dialog; the note filed. */
  const makePlan = async (page: Page) => {
    await page.getByRole('button', { name: 'Tilføj brobygning' }).click()
    await expectClean(page)
    await dialog(page).getByLabel('Hvad', { exact: true }).fill('Læsegruppe')
    await dialog(page).getByLabel('Forening eller frivilligt tilbud').fill('Ærø Bibliotek')
    await dialog(page).getByLabel('Hvem skal borgeren møde?').fill('Kirsten Åby')
    await dialog(page).getByLabel('Hvordan har borgeren sagt ja?').selectOption('oral')
    await dialog(page).getByLabel('Hvornår har borgeren sagt ja?').fill(ago(48).slice(0, 10))
    await dialog(page).getByLabel('Team', { exact: true }).selectOption('home-nursing')
    await dialog(page).getByLabel('Starter').fill(ago(-48).slice(0, 10))
    await save(page)
    await page.getByRole('button', { name: 'Henvis til en anden plan' }).click()
    await expectClean(page)
    await dialog(page).getByLabel('Hvilket system ligger planen i?').fill('Jobnet')
    await dialog(page).getByLabel('Hvad hedder planen?').fill('Min Plan')
    await dialog(page).getByLabel('Planens dato').fill(ago(900).slice(0, 10))
    await dialog(page).getByLabel('Lov og paragraf').fill('LAB § 40, stk. 3')
    await dialog(page).getByLabel('Gælder den stadig?').selectOption('replaced')
    await save(page)
    await page.getByRole('button', { name: 'Indkald til møde' }).click()
    await dialog(page).getByLabel('Hvad', { exact: true }).fill('Netværksmøde')
    await dialog(page)
      .getByLabel('Hvornår')
      .fill(`${ago(-200).slice(0, 10)}T10:00`)
    await dialog(page).getByLabel('Varighed i minutter').fill('60')
    await save(page)
    const [calendar] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Læg i kalenderen' }).click()])
    expect(readFileSync(await calendar.path(), 'utf8')).toContain('METHOD:PUBLISH')
    await fileNote(page)
  }
  const fileNote = async (page: Page) => {
    await page.getByRole('button', { name: 'Skriv notat' }).click()
    await dialog(page).getByLabel('Ord').fill('Internt: ringede til Ærø')
    await dialog(page).getByLabel('Hvem kan læse det?').selectOption('journey')
    await save(page)
    await page.getByRole('button', { name: 'Journalisér', exact: true }).last().click()
    await expectClean(page)
    await dialog(page)
      .getByLabel(/KLE-nummer/)
      .fill('27.36.04')
    await dialog(page).getByLabel('Sagens nummer').fill('S-2026-17')
    await save(page)
    await page.getByText('Journaliseret på sag S-2026-17').waitFor()
    expect(await page.getByRole('button', { name: 'Journalisér på sag S-2026-17' }).count()).toBe(1)
  }

  test('what was filed lies in the folder of the product', async () => {
    const { body } = await instance.call('nurse.health', 'GET', '/api/v1/journeys')
    const [one] = (body as { items: { id: string }[] }).items
    const journey = await until(
      () => instance.call('nurse.health', 'GET', `/api/v1/journeys/${one?.id}`),
      (answer) => (answer.body as { filings: { state: string }[] }).filings.every((filing) => filing.state === 'filed'),
    )
    const [filing] = (journey.body as { filings: { id: string; caseId: string }[] }).filings
    const metadata = readFileSync(join(folder.dataDir, 'filings', 'roedby', filing?.id ?? '', 'metadata.json'), 'utf8')
    expect(JSON.parse(metadata)).toMatchObject({ key: filing?.id, caseId: 'S-2026-17', kle: '27.36.04' })
  })
})
