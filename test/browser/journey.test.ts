// A journey in the hands of a home nurse at her desk and a home care assistant on her phone: opened, planned, handed over, answered, taken back.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desktop, findViolations, launch, logIn, openWindow, phone } from '../support/browser.ts'
import { type Instance, makeDataDir, startInstance } from '../support/instance.ts'

const chromium = inject('chromium')
const cpr = 'urn:oid:1.2.208.176.1.2'
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
const name = 'Else-Margrethe Katrine Ågård-Østergaard von Bülow Sørensen-Kjærgaard'

describe.skipIf(chromium === null)('a journey on the screen', () => {
  const folder = makeDataDir()
  let instance: Instance
  let browser: Browser
  beforeAll(async () => {
    instance = await startInstance({ DATA_DIR: folder.dataDir, PORT: '' })
    browser = await launch(chromium ?? '')
    const event = (kind: string, more: object) => ({
      specversion: '1.0',
      id: kind,
      source: 'urn:carerecord:nexus',
      type: `dk.roedtraad.${kind}`,
      time: ago(2_000),
      data: { citizen: { system: cpr, value: '3102506666' }, ...more },
    })
    const events = [
      event('citizen.registered', { detail: { name, birthDate: '1938-10-02' } }),
      event('homenursing.granted', {}),
      event('homecare.granted', {}),
    ]
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
  const openFromCitizen = async (page: Page) => {
    await page.goto(`${instance.url}/borgere`)
    await page.getByRole('main').getByRole('searchbox').first().fill('Else')
    await page.keyboard.press('Enter')
    await page
      .getByRole('link', { name: /Else-Margrethe/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Opret forløb' }).click()
    await expectClean(page)
    await dialog(page).getByLabel('Hvorfor er der brug for et forløb?').fill('To team hjælper hver dag')
    await dialog(page).getByRole('button', { name: 'Opret forløb' }).click()
    await page.getByRole('heading', { name: 'Tråden' }).waitFor()
  }

  test('at her desk the nurse opens it, adds a team, a goal and an activity, and takes one back', async () => {
    const context = await openWindow(browser, desktop)
    const page = await context.newPage()
    await logIn(page, instance, 'nurse.health')
    await page.getByRole('link', { name: 'Forløb' }).first().click()
    await page.getByText('Ingen forløb endnu').waitFor()
    await expectClean(page)
    await openFromCitizen(page)
    await expectClean(page)
    await page.getByRole('button', { name: 'Tilføj team' }).click()
    await dialog(page).getByLabel('Team', { exact: true }).selectOption('home-care')
    await dialog(page).getByLabel('Teamets rolle her').fill('Hjælper hver morgen')
    await dialog(page).getByLabel('Hjemmel').selectOption('statute:RSL-5')
    await expectClean(page)
    await dialog(page).getByRole('button', { name: 'Gem' }).click()
    await page.getByText('Hjælper hver morgen').waitFor()
    await page.getByRole('button', { name: 'Tilføj mål' }).click()
    await dialog(page).getByRole('button', { name: 'Gem' }).click()
    await dialog(page).getByText('Skal udfyldes.').waitFor()
    await dialog(page).getByLabel('Hvad', { exact: true }).fill('Gå til bageren')
    await dialog(page).getByRole('button', { name: 'Gem' }).click()
    await page.getByText('Gå til bageren').first().waitFor()
    await page.getByRole('button', { name: 'Fortryd', exact: true }).click()
    await page.getByText('Fortrudt.', { exact: true }).waitFor()
    expect(await page.getByRole('main').getByText('Ingen mål endnu.').count()).toBe(1)
    await expectClean(page)
    await context.close()
  }, 90_000)

  test('by hand over to the phone: asked in four steps or fewer, answered with one tap', async () => {
    const context = await openWindow(browser, desktop)
    const page = await context.newPage()
    await logIn(page, instance, 'nurse.health')
    await page.getByRole('link', { name: 'Forløb' }).first().click()
    await page.getByRole('link', { name: /Else-Margrethe/ }).click()
    await page.getByRole('button', { name: 'Overlevér tovholderrollen' }).click()
    expect(await dialog(page).getByLabel('Team', { exact: true }).inputValue()).toBe('home-care')
    await dialog(page).getByRole('button', { name: 'Gem' }).click()
    await page.getByText('afventer svar').waitFor()
    await context.close()
    const pocket = await openWindow(browser, phone)
    const small = await pocket.newPage()
    await logIn(small, instance, 'assistant.elderly')
    await small.getByRole('link', { name: 'Forløb' }).last().click()
    await small.getByText('1 venter på svar').waitFor()
    await expectClean(small)
    await small.getByRole('link', { name: /Else-Margrethe/ }).click()
    await expectClean(small)
    await small.getByRole('button', { name: 'Sig ja' }).click()
    await small.getByText('gennemført').first().waitFor()
    expect(await small.getByText('Fatima Rask, Hjemmeplejen').first().isVisible()).toBe(true)
    await pocket.close()
  }, 90_000)

  test.each(['light', 'dark'] as const)(
    'is clean in %s, and reached with the keyboard alone',
    async (scheme) => {
      const context = await openWindow(browser, desktop, scheme)
      const page = await context.newPage()
      await logIn(page, instance, 'assistant.elderly')
      await page.keyboard.press('g')
      await page.keyboard.press('f')
      await page.getByRole('link', { name: /Else-Margrethe/ }).waitFor()
      await expectClean(page)
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Tråden' }).waitFor()
      await expectClean(page)
      await context.close()
    },
    90_000,
  )
})
