// A lead reads a file in: sees every line beforehand, reads it in, repairs a line where it stands; at her desk and on her phone. And a foreign case log.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desktop, findViolations, launch, logIn, openWindow, phone } from '../support/browser.ts'
import { type Instance, makeDataDir, startInstance } from '../support/instance.ts'

const chromium = inject('chromium')
const cpr = '3102506666'
const name = 'Else-Margrethe Katrine Ågård-Østergaard von Bülow Sørensen-Kjærgaard'
const remark = 'Æblevej 3, 2. tv. – hun har hørt, at trappen er glat, og at døråbneren på Østergade ikke virker om vinteren'
const two = (value: number) => String(value).padStart(2, '0')
const momentOf = (index: number) =>
  `2026-02-${two(2 + Math.floor(index / 50))} ${two(7 + Math.floor((index % 50) / 5))}:${(index % 5) + 1}0`
const lines = [
  'CPR;Slags;Fra;Til;Bemærkning',
  `${cpr};Hjemmepleje bevilget;1.2.2026;;${remark}`,
  ...Array.from({ length: 1_000 }, (_, index) => `${cpr};Besøg aflyst eller dør ikke åbnet;${momentOf(index)};;${index}`),
  `${cpr};Hjemmepleje bevilget;i går;;${remark}`,
  '3002509990;Hjemmepleje bevilget;1.2.2026;;',
]
const csv = { name: `sager ${name}.csv`, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) }
const log = {
  name: 'byggesager.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'Sag;Tid;Handling;Frist;Afsluttet;Medarbejder',
      ...Array.from({ length: 80 }, (_, index) => `B-${index};2.3.2026;Afgjort;16.3.2026;${1 + (index % 30)}.3.2026;Ågård`),
    ].join('\n'),
  ),
}

describe.skipIf(chromium === null)('reading in on the screen', () => {
  const folder = makeDataDir()
  let instance: Instance
  let browser: Browser
  beforeAll(async () => {
    instance = await startInstance({ DATA_DIR: folder.dataDir, PORT: '' })
    browser = await launch(chromium ?? '')
    const registration = {
      specversion: '1.0',
      id: 'r',
      source: 'urn:carerecord:nexus',
      type: 'dk.roedtraad.citizen.registered',
      time: '2026-01-01T08:00:00Z',
      data: { citizen: { system: 'urn:oid:1.2.208.176.1.2', value: cpr }, detail: { name, birthDate: '1938-10-02' } },
    }
    await instance.call('system.carerecord', 'POST', '/api/v1/events', registration, { 'content-type': 'application/cloudevents+json' })
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await instance?.stop()
    folder.remove()
  })

  const shots = process.env.ROEDTRAAD_SCREENSHOTS
  const expectClean = async (page: Page, shot: string) => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${shot}.png` })
    expect(await findViolations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    expect(page.url()).not.toContain(cpr)
  }
  const openFromMenu = async (page: Page) => {
    await page.getByRole('button', { name: /^Menu for/ }).click()
    await page.getByRole('menuitem', { name: 'Indlæsning' }).click()
    await page.getByRole('heading', { level: 1, name: 'Indlæsning' }).waitFor()
  }

  test('at her desk: seen beforehand, read in, repaired, and read in again without harm', async () => {
    const context = await openWindow(browser, desktop)
    const page = await context.newPage()
    await logIn(page, instance, 'lead.elderly')
    await openFromMenu(page)
    await page.getByText('Ingen filer er læst ind endnu.').waitFor()
    await page.getByText('Hvilke kolonner skal filen have?').click()
    await expectClean(page, 'imports-empty-desktop')
    await page.locator('input[type=file]').setInputFiles({ ...csv, buffer: Buffer.from('navn;dato\nElse;1.2.2026') })
    await page.getByText('Filen mangler overskrifter').waitFor()
    await expectClean(page, 'imports-problem-desktop')
    await page.locator('input[type=file]').setInputFiles(csv)
    await page.getByRole('button', { name: '1.001 Tages ind' }).waitFor()
    await page.getByText('Fra: Det er ikke en dato.').waitFor()
    await expectClean(page, 'imports-preview-desktop')
    await page.getByRole('button', { name: '1.003 Alle' }).click()
    await expectClean(page, 'imports-preview-all-desktop')
    await page.getByRole('button', { name: 'Læs 1.001 linjer ind' }).click()
    await page.getByRole('heading', { level: 1, name: /^Rapport/ }).waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: '2 Afvist' }).waitFor()
    await expectClean(page, 'imports-report-desktop')
    await page.getByRole('button', { name: 'Ret Linje 1003' }).click()
    await page.getByRole('dialog').getByLabel('Fra').fill('i forgårs')
    await page.getByRole('button', { name: 'Prøv linjen igen' }).click()
    await page.getByText('Linjen er stadig afvist.').waitFor()
    await expectClean(page, 'imports-repair-desktop')
    await page.getByRole('dialog').getByLabel('Fra').fill('3.2.2026')
    await page.getByRole('button', { name: 'Prøv linjen igen' }).click()
    await page.getByRole('button', { name: '1 Afvist' }).waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Hent de afviste linjer som CSV' }).click()
    expect((await download).suggestedFilename()).toBe('afviste-linjer.csv')
    await page.getByRole('link', { name: 'Alle indlæsninger' }).click()
    await page.getByText('1 venter på at blive rettet').waitFor()
    await expectClean(page, 'imports-list-desktop')
    await page.locator('input[type=file]').setInputFiles(csv)
    await page.getByRole('button', { name: '1.001 Kendes i forvejen' }).waitFor()
    await context.close()
  }, 120_000)

  test('on her phone, and in the dark', async () => {
    const context = await openWindow(browser, phone, 'dark')
    const page = await context.newPage()
    await logIn(page, instance, 'lead.elderly')
    await openFromMenu(page)
    await expectClean(page, 'imports-list-phone')
    await page.locator('input[type=file]').setInputFiles(csv)
    await page.getByText('Fra: Det er ikke en dato.').waitFor()
    await expectClean(page, 'imports-preview-phone')
    await page.getByRole('list').getByRole('link').first().click()
    await page.getByRole('heading', { level: 1, name: /^Rapport/ }).waitFor()
    await page.getByRole('button', { name: /^Ret/ }).first().click()
    await page.getByRole('dialog').getByLabel('Slags').waitFor()
    await expectClean(page, 'imports-repair-phone')
    await context.close()
  }, 90_000)

  test('a case log shows which deadlines were met, in the days that are asked for', async () => {
    for (const [size, shot] of [
      [desktop, 'desktop'],
      [phone, 'phone'],
    ] as const) {
      const context = await openWindow(browser, size)
      const page = await context.newPage()
      await logIn(page, instance, 'lead.elderly')
      await page.goto(`${instance.url}/indlaesning/sagslog`)
      await page.locator('input[type=file]').setInputFiles(log)
      await page.getByRole('heading', { name: '80 sager i 80 skridt' }).waitFor()
      await page.getByText('den mest forsinkede er 14.').waitFor()
      await page.getByRole('switch').check()
      await page.getByText('den mest forsinkede er 10.').waitFor()
      await expectClean(page, `case-log-${shot}`)
      await context.close()
    }
  }, 90_000)

  test('who leads nothing is told so', async () => {
    const context = await openWindow(browser, desktop)
    const page = await context.newPage()
    await logIn(page, instance, 'nurse.health')
    await page.goto(`${instance.url}/indlaesning`)
    await page.getByRole('heading', { name: 'Indlæsning er for ledere' }).waitFor()
    await page.getByRole('button', { name: /^Menu for/ }).click()
    expect(await page.getByRole('menuitem', { name: 'Indlæsning' }).count()).toBe(0)
    await context.close()
  }, 60_000)
})
