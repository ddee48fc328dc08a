// A consent on the screen: a nurse records what a guardian has said yes to, a caseworker elsewhere sees the lane open and close without reloading, and a journey shows who takes part without a ground.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desktop, findViolations, launch, logIn, openWindow, phone } from '../support/browser.ts'
import { type Instance, makeDataDir, startInstance } from '../support/instance.ts'

const chromium = inject('chromium')
const cpr = 'urn:oid:1.2.208.176.1.2'
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
const name = 'Åge Ærøskøbing-Østergård'

describe.skipIf(chromium === null)('a consent on the screen', () => {
  const folder = makeDataDir()
  let instance: Instance
  let browser: Browser
  let citizenId: string
  beforeAll(async () => {
    instance = await startInstance({ DATA_DIR: folder.dataDir, PORT: '' })
    browser = await launch(chromium ?? '')
    const send = (system: string, source: string, ...events: [string, object][]) =>
      instance.call(
        system,
        'POST',
        '/api/v1/events',
        events.map(([kind, more]) => ({
          specversion: '1.0',
          id: kind,
          source,
          type: `dk.roedtraad.${kind}`,
          time: ago(kind === 'observation.weight' ? 30 : 2_000),
          data: { citizen: { system: cpr, value: '3102507777' }, ...more },
        })),
        { 'content-type': 'application/cloudevents-batch+json' },
      )
    await send(
      'system.carerecord',
      'urn:carerecord:nexus',
      ['citizen.registered', { detail: { name, birthDate: '1944-10-02' } }],
      ['homenursing.granted', {}],
      ['observation.weight', { value: 61, unit: 'kg' }],
    )
    await send('system.employment', 'urn:employment:x', ['sickleave.started', {}])
    const { body } = await instance.call('nurse.health', 'POST', '/api/v1/citizens/search', {
      identifier: { system: cpr, value: '3102507777' },
    })
    citizenId = (body as { items: { id: string }[] }).items[0]?.id ?? ''
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await instance?.stop()
    folder.remove()
  })

  const open = async (username: string, size: typeof desktop) => {
    const page = await (await openWindow(browser, size)).newPage()
    await logIn(page, instance, username)
    await page.goto(`${instance.url}/borgere/${citizenId}`)
    await page.getByRole('heading', { name: 'Hjemler og samtykker' }).waitFor()
    return page
  }
  const expectClean = async (page: Page) => {
    expect(await findViolations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  }
  const record = async (page: Page) => {
    await page.getByRole('button', { name: 'Registrér samtykke' }).click()
    const dialog = page.getByRole('dialog')
    await dialog
      .getByLabel('Hvilket samtykke?')
      .selectOption({ label: 'Samtykke til at dele helbredsoplysninger (Sundhedsloven §§ 43–44)' })
    await dialog.getByLabel('Sundhed').check()
    await dialog.getByLabel('helbred', { exact: true }).check()
    await dialog.getByLabel('Sygedagpenge og beskæftigelse').check()
    await dialog.getByLabel('Hvem har givet det?').selectOption('Værge')
    await dialog.getByLabel('Hvad skal det bruges til?').fill('Plan for at vende tilbage til arbejde')
    await dialog.getByRole('button', { name: 'Registrér samtykke' }).click()
    await dialog.getByText('Udfyld').or(dialog.getByText('skal')).first().waitFor()
    await dialog.getByLabel('Navn på den, der har givet det').fill('Gudrun Ærøskøbing-Østergård')
    await expectClean(page)
    await dialog.getByRole('button', { name: 'Registrér samtykke' }).click()
    await page.getByText('givet af værge Gudrun Ærøskøbing-Østergård').waitFor()
  }

  test('a page left open elsewhere opens with the consent and closes with its withdrawal', async () => {
    const elsewhere = await open('caseworker.employment', desktop)
    const weight = elsewhere.getByText('Vægt', { exact: false }).first()
    expect(await weight.isVisible()).toBe(false)
    const nurse = await open('nurse.health', phone)
    await record(nurse)
    await weight.waitFor()
    await nurse.getByRole('button', { name: 'Borgeren trækker det tilbage' }).click()
    await weight.waitFor({ state: 'hidden' })
    await nurse.getByText('Historik').click()
    await nurse.getByText('trukket tilbage ·').waitFor()
    await expectClean(nurse)
    await nurse.getByRole('button', { name: 'Lad det gælde igen' }).click()
    await weight.waitFor()
    await expectClean(elsewhere)
    await nurse.getByRole('button', { name: 'Det var en fejl at registrere det' }).click()
    await weight.waitFor({ state: 'hidden' })
  })
})
