// A home care assistant at her desk and on her phone: a hospital tells, she sees, takes, answers and takes back.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desktop, findViolations, launch, logIn, openWindow, phone } from '../support/browser.ts'
import { writeBundle } from '../support/bundle.ts'
import { type Instance, makeDataDir, startInstance } from '../support/instance.ts'

const chromium = inject('chromium')
const cpr = 'urn:oid:1.2.208.176.1.2'
const seenWithinMs = 2_000
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
const longName = 'Else-Margrethe Katrine Ågård-Østergaard von Bülow Sørensen-Kjærgaard'

describe.skipIf(chromium === null)('a home care assistant', () => {
  const folder = makeDataDir()
  let instance: Instance
  let browser: Browser
  beforeAll(async () => {
    instance = await startInstance({ DATA_DIR: folder.dataDir, PORT: '' })
    browser = await launch(chromium ?? '')
    for (const [value, name] of [
      ['3102506666', longName],
      ['3102507777', 'Ole Å'],
      ['3102508888', 'Inger Præst'],
    ]) {
      const event = (kind: string, more: object) => ({
        specversion: '1.0',
        id: `${kind}-${value}`,
        source: 'urn:carerecord:nexus',
        type: `dk.roedtraad.${kind}`,
        time: ago(2_000),
        data: { citizen: { system: cpr, value }, ...more },
      })
      const events = [event('citizen.registered', { detail: { name, birthDate: '1938-10-02' } }), event('homecare.granted', {})]
      await instance.call('system.carerecord', 'POST', '/api/v1/events', events, { 'content-type': 'application/cloudevents-batch+json' })
    }
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await instance?.stop()
    folder.remove()
  })

  const tellAdmission = async (value: string) => {
    const message = writeBundle({ cpr: value, activity: 'admit-inpatient', start: ago(1), written: ago(1), episode: `episode-${value}` })
    const answer = await instance.call('system.hospital', 'POST', '/fhir/$process-message', message, {
      'content-type': 'application/fhir+json',
    })
    expect(answer.status).toBe(200)
  }
  const expectClean = async (page: Page) => expect(await findViolations(page)).toEqual([])

  test.each([
    ['at her desk', desktop, '3102506666', longName],
    ['on her phone', phone, '3102507777', 'Ole Å'],
  ])(
    '%s: sees the card within two seconds, opens, takes, answers and undoes it',
    async (_, viewport, value, name) => {
      const context = await openWindow(browser, viewport)
      const page = await context.newPage()
      await logIn(page, instance, 'assistant.elderly')
      await expectClean(page)
      const card = page.getByRole('listitem').filter({ hasText: name })
      expect(await card.count()).toBe(0)
      await tellAdmission(value)
      await card.first().waitFor({ timeout: seenWithinMs })
      expect(await card.first().textContent()).toContain('sæt besøg på pause')
      await card.first().getByRole('link').first().click()
      const main = page.getByRole('main')
      await main.getByText('§ 12 c').first().waitFor()
      await expectClean(page)
      await main.getByRole('button', { name: 'Kvittér', exact: true }).click()
      await page.getByText('Kvitteret.').first().waitFor()
      await main
        .getByRole('button', { name: /Skriv udfald/ })
        .first()
        .click()
      await page.getByRole('radio', { name: /Nyttigt/ }).check({ force: true })
      await expectClean(page)
      await page.getByRole('button', { name: 'Gem udfald' }).click()
      await page.getByText('Udfald gemt.').first().waitFor()
      await page.getByRole('button', { name: 'Fortryd', exact: true }).first().click()
      await page.getByText('Fortrudt.').first().waitFor()
      const { body } = await instance.call('assistant.elderly', 'GET', '/api/v1/alerts?status=acknowledged')
      expect((body as { items: { citizen: { name: string } }[] }).items.map((item) => item.citizen.name)).toContain(name)
      await context.close()
    },
    90_000,
  )

  test('the citizen’s page shows the stay, keeps other lanes closed, and is clean in light and dark, wide and narrow', async () => {
    await tellAdmission('3102508888')
    for (const [viewport, scheme] of [
      [desktop, 'light'],
      [desktop, 'dark'],
      [phone, 'light'],
      [phone, 'dark'],
    ] as const) {
      const context = await openWindow(browser, viewport, scheme)
      const page = await context.newPage()
      await logIn(page, instance, 'assistant.elderly')
      await page.goto(`${instance.url}/borgere`)
      await page.getByRole('main').getByRole('searchbox').or(page.getByRole('main').getByRole('textbox')).first().fill('Inger')
      await page.keyboard.press('Enter')
      await page
        .getByRole('link', { name: /Inger Præst/ })
        .first()
        .click()
      await page.getByText('Herlev Hospital').first().waitFor()
      await expectClean(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      await context.close()
    }
  }, 120_000)

  test('with the keyboard alone: to the list, open, take, undo', async () => {
    const context = await openWindow(browser, desktop)
    const page = await context.newPage()
    await logIn(page, instance, 'assistant.elderly')
    await page.getByRole('listitem').filter({ hasText: 'Inger Præst' }).first().waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByText('§ 12 c').first().waitFor()
    await page.keyboard.press('a')
    await page.getByText('Kvitteret.').first().waitFor()
    await page.keyboard.press('z')
    await page.getByText('Fortrudt.').first().waitFor()
    await context.close()
  }, 60_000)
})
