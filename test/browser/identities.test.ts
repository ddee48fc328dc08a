// A number that nobody knows, and two who are one: matched with the keyboard alone, merged with the thumb, and taken back.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desktop, findViolations, launch, logIn, openWindow, phone } from '../support/browser.ts'
import { type Instance, makeDataDir, startInstance } from '../support/instance.ts'

const chromium = inject('chromium')
const cpr = { system: 'urn:oid:1.2.208.176.1.2', value: '3102507777' }
const paper = { system: 'urn:oid:1.2.208.176.1.6.1.1', value: '0203501WQ3' }
const local = (value: string) => ({ system: 'urn:vendor:citizen', value })
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
const name = 'Else-Margrethe Katrine Ågård-Østergaard von Bülow Sørensen-Kjærgaard'

const event = (kind: string, citizen: object, time: string, detail?: object) => ({
  specversion: '1.0',
  id: crypto.randomUUID(),
  source: 'urn:carerecord:nexus',
  type: `dk.roedtraad.${kind}`,
  time,
  data: { citizen, ...(detail === undefined ? {} : { detail }) },
})

describe.skipIf(chromium === null)('who somebody is, on the screen', () => {
  const folder = makeDataDir()
  let instance: Instance
  let browser: Browser
  const send = (...events: unknown[]) =>
    instance.call('system.carerecord', 'POST', '/api/v1/events', events, { 'content-type': 'application/cloudevents-batch+json' })
  beforeAll(async () => {
    instance = await startInstance({ DATA_DIR: folder.dataDir, PORT: '' })
    browser = await launch(chromium ?? '')
    for (const [citizen, called] of [
      [cpr, name],
      [paper, 'Ukendt kvinde'],
    ] as const)
      await send(
        event('citizen.registered', citizen, ago(900), { name: called, birthDate: '1938-10-02' }),
        event('homenursing.granted', citizen, ago(800)),
      )
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
  const press = async (page: Page, ...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }

  test('a number that waits is matched with the keyboard alone, and taken back with z', async () => {
    const context = await openWindow(browser, desktop)
    const page = await context.newPage()
    await logIn(page, instance, 'nurse.health')
    await press(page, 'g', 'm')
    await page.getByRole('heading', { name: 'Ingen numre venter' }).waitFor()
    await expectClean(page)
    const many = Array.from({ length: 60 }, (_, index) => event('nursing.contact', local(`B-${index}`), ago(3)))
    await send(event('citizen.registered', local('A-4711'), ago(5), { name: name.replace('Ågård', 'Aagaard'), birthDate: '1938-10-02' }))
    await send(...many)
    await page.reload()
    await page.getByRole('link', { name: /Else-Margrethe/ }).waitFor()
    await expectClean(page)
    await page.getByRole('button', { name: 'Vis flere' }).click()
    const rows = page.getByRole('list', { name: 'Numre, der venter' }).getByRole('listitem')
    await rows.nth(60).waitFor()
    expect(await rows.count()).toBe(61)
    await page.getByRole('heading', { level: 1 }).click()
    await press(page, 'j', 'Enter')
    const first = page.getByRole('radio').first()
    await first.waitFor()
    await expectClean(page)
    await page.getByRole('button', { name: 'Gem', exact: true }).press('Enter')
    await page.getByText('Vælg, hvem det er.').waitFor()
    await expectClean(page)
    await first.focus()
    await press(page, 'Space')
    await page.getByText('samme fødselsdag, samme navn').waitFor()
    await page.getByLabel('Hvordan ved du det?').focus()
    await page.keyboard.type('Ringede til leverandøren')
    await page.getByRole('button', { name: 'Gem', exact: true }).press('Enter')
    await page.getByText('Nummeret er givet til borgeren.').waitFor()
    await press(page, 'z')
    await page.getByText('Fortrudt.', { exact: true }).waitFor()
    await context.close()
  }, 90_000)

  test('two are merged with the thumb on a phone, and told apart again with a reason', async () => {
    const context = await openWindow(browser, phone)
    const page = await context.newPage()
    const dialog = page.getByRole('dialog')
    await logIn(page, instance, 'nurse.health')
    await page.getByRole('link', { name: 'Borgere' }).last().click()
    await page.getByRole('main').getByRole('searchbox').fill('3102507777')
    await page.getByRole('button', { name: 'Søg' }).click()
    await page.getByRole('link', { name: /Else-Margrethe/ }).click()
    await page.getByRole('button', { name: 'Er samme person som en anden borger' }).click()
    await dialog.getByRole('searchbox').fill('020350-1wq3')
    await dialog.getByRole('button', { name: 'Søg' }).click()
    await dialog.getByText('Ukendt kvinde').waitFor()
    await expectClean(page)
    await dialog.getByRole('button', { name: 'Vælg' }).click()
    await page.getByRole('heading', { name: 'Er de samme person?' }).waitFor()
    await page.getByText('Bliver stående', { exact: true }).waitFor()
    await expectClean(page)
    await page.getByRole('button', { name: 'Læg sammen' }).click()
    await page.getByText('Skriv, hvordan du ved det.').waitFor()
    await page.getByLabel('Hvordan ved du det?').fill('Hun har fundet sit pas')
    await page.getByRole('button', { name: 'Læg sammen' }).click()
    await page.getByText('De to er lagt sammen.').waitFor()
    await page.getByText('Hun har fundet sit pas').waitFor()
    await expectClean(page)
    await page.getByRole('button', { name: 'Skil dem ad igen' }).click()
    await dialog.getByLabel('Hvorfor er det alligevel to?').fill('Passet var lånt')
    await expectClean(page)
    await dialog.getByRole('button', { name: 'Skil dem ad igen' }).click()
    await page.getByText(/skilt ad igen af Maria Ravn/).waitFor()
    await context.close()
  }, 90_000)

  test.each(['light', 'dark'] as const)(
    'what stands between two is told, in %s',
    async (scheme) => {
      const answer = await instance.call('nurse.health', 'POST', '/api/v1/citizens/search', { identifier: cpr })
      const other = await instance.call('nurse.health', 'POST', '/api/v1/citizens/search', { identifier: paper })
      const [one, two] = [answer, other].map(({ body }) => (body as { items: { id: string }[] }).items[0]?.id ?? '')
      if (scheme === 'light')
        for (const citizenId of [one, two]) {
          const journey = { citizenId, level: 'inform', ground: { statute: 'RSL-5' }, reason: 'To team' }
          expect((await instance.call('nurse.health', 'POST', '/api/v1/journeys', journey)).status).toBe(201)
        }
      const context = await openWindow(browser, desktop, scheme)
      const page = await context.newPage()
      await logIn(page, instance, 'nurse.health')
      await page.goto(`${instance.url}/borgere/${one}/samme-person/${two}`)
      await page.getByText('Begge har et åbent forløb').waitFor()
      expect(await page.getByRole('button', { name: 'Læg sammen' }).count()).toBe(0)
      await expectClean(page)
      await page.goto(`${instance.url}/borgere/${one}/samme-person/${one}`)
      await page.getByText('Det er den samme borger to gange').waitFor()
      await expectClean(page)
      await context.close()
    },
    90_000,
  )
})
