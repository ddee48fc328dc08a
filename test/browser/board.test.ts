// A lead at her board with the keyboard alone, and how much anybody must press for what is done all day.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desktop, findViolations, launch, logIn, openWindow, phone } from '../support/browser.ts'
import { writeBundle } from '../support/bundle.ts'
import { type Instance, makeDataDir, startInstance } from '../support/instance.ts'
import { actOnScreen, hoursAgo, openOnScreen } from '../support/journeys-on-screen.ts'

const chromium = inject('chromium')
const name = 'Else-Margrethe Katrine Ågård-Østergaard von Bülow Sørensen-Kjærgaard'
const ahead = (hours: number) => hoursAgo(-hours)

describe.skipIf(chromium === null)('the board on the screen', () => {
  const folder = makeDataDir()
  let instance: Instance
  let browser: Browser
  beforeAll(async () => {
    instance = await startInstance({ DATA_DIR: folder.dataDir, PORT: '' })
    browser = await launch(chromium ?? '')
    const urgent = await openOnScreen(instance, '3102506666', name, hoursAgo(2_000))
    const loose = await openOnScreen(instance, '3102507777', 'Ole Å', hoursAgo(2_000))
    const activity = (title: string, hours: number) => ({
      title,
      team: 'home-nursing',
      worker: 'nurse.health',
      start: hoursAgo(0),
      due: ahead(hours),
    })
    await actOnScreen(instance, 'nurse.health', loose, 'add-activity', activity('Sår', 200))
    await actOnScreen(instance, 'nurse.health', loose, 'refer', { to: 'home-care', title: 'Hjælp til bad', words: '' })
    await actOnScreen(instance, 'nurse.health', loose, 'step-down', { reason: 'Jeg skifter' })
    await actOnScreen(instance, 'nurse.health', urgent, 'add-activity', activity('Medicin', 20))
    for (const value of ['3102506666', '3102507777']) {
      const message = writeBundle({
        cpr: value,
        activity: 'admit-inpatient',
        start: hoursAgo(1),
        written: hoursAgo(1),
        episode: `episode-${value}`,
      })
      await instance.call('system.hospital', 'POST', '/fhir/$process-message', message, { 'content-type': 'application/fhir+json' })
    }
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
  /** Counted by the browser, in the page, from the moment at which the first page after the log-in stands: every key and every touch or click. */
  const countInputs = (context: BrowserContext) =>
    context.addInitScript(() => {
      const counted = { keydown: 0, pointerdown: 0 }
      Object.assign(globalThis, { counted })
      for (const type of ['keydown', 'pointerdown'] as const)
        addEventListener(
          type,
          (event) => {
            if (event.isTrusted) counted[type] += 1
          },
          true,
        )
    })
  const inputsOf = (page: Page) =>
    page.evaluate(() => (globalThis as unknown as { counted: { keydown: number; pointerdown: number } }).counted)
  const open = async (username: string, viewport = desktop) => {
    const context = await openWindow(browser, viewport)
    await countInputs(context)
    const page = await context.newPage()
    await logIn(page, instance, username)
    return { context, page }
  }
  /** Presses a key until the element with the focus satisfies; throws when it never does. */
  const pressUntil = async (page: Page, key: string, satisfies: (focused: { text: string; name: string; type: string }) => boolean) => {
    for (let pressed = 0; pressed < 80; pressed += 1) {
      await page.keyboard.press(key)
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement | null
        return { text: element?.textContent ?? '', name: element?.getAttribute('aria-label') ?? '', type: element?.type ?? '' }
      })
      if (satisfies(focused)) return
    }
    throw new Error(`the focus never came where it should with ${key}`)
  }

  test('the lead reads it, asks what drops without a worker, and opens lists from its figures, with the keyboard alone', async () => {
    const { context, page } = await open('lead.health')
    const goToBoard = async () => {
      await page.keyboard.press('g')
      await page.keyboard.press('t')
      await page.getByRole('heading', { level: 1, name: 'Tavlen' }).waitFor()
      await page.getByRole('heading', { name: 'Hvem har hvad' }).waitFor()
    }
    await goToBoard()
    await expectClean(page)
    await pressUntil(page, 'j', ({ text }) => text.includes('løse tråde'))
    await page.keyboard.press('Enter')
    await page.waitForURL(/liste=loose/)
    await page.getByRole('link', { name: 'Ole Å' }).waitFor()
    expect(await page.getByRole('link', { name: /Else-Margrethe/ }).count()).toBe(0)
    await expectClean(page)
    await goToBoard()
    await pressUntil(page, 'j', (focused) => focused.name === 'Hvis væk: Maria Ravn')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('Indsats: Medicin').waitFor()
    await expectClean(page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await pressUntil(page, 'Tab', ({ type }) => type === 'radio')
    await page.keyboard.press('ArrowRight')
    await page.getByRole('columnheader', { name: 'Uge fra' }).waitFor()
    await expectClean(page)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/liste=open-at&fra=/)
    await page.getByRole('link', { name: /Else-Margrethe/ }).waitFor()
    expect((await inputsOf(page)).pointerdown).toBe(0)
    await context.close()
  }, 120_000)

  test('on a phone it is one column, clean, with the tables scrolling by themselves', async () => {
    const { context, page } = await open('lead.health', phone)
    await page.getByRole('link', { name: 'Tavlen' }).last().click()
    await page.getByRole('heading', { name: 'Hvem har hvad' }).waitFor()
    await expectClean(page)
    await context.close()
  }, 60_000)

  test('somebody who leads no team finds no way to it, and none when she knows the address', async () => {
    const { context, page } = await open('nurse.health')
    expect(await page.getByRole('link', { name: 'Tavlen' }).count()).toBe(0)
    await page.goto(`${instance.url}/tavlen`)
    await page.getByRole('heading', { name: 'Tavlen er for teamets leder' }).waitFor()
    await expectClean(page)
    await context.close()
  }, 60_000)

  const undo = (page: Page) => page.getByRole('button', { name: 'Fortryd', exact: true })
  const acknowledge = async (page: Page) => {
    await page
      .getByRole('button', { name: /^Kvittér/ })
      .first()
      .click()
    await undo(page).waitFor()
  }
  const answer = async (page: Page) => {
    await page
      .getByRole('button', { name: /^Vælg udfald/ })
      .first()
      .click()
    await page.getByRole('menuitem').first().click()
    await undo(page).waitFor()
  }
  const openMostUrgent = async (page: Page) => {
    await page.getByRole('link', { name: 'Forløb' }).filter({ visible: true }).first().click()
    await page.getByRole('list', { name: 'Forløb i teamet' }).getByRole('link').first().click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
  }
  const handOver = async (page: Page) => {
    await openMostUrgent(page)
    await page.getByRole('button', { name: 'Overlevér tovholderrollen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Gem' }).click()
    await page.getByText('afventer svar').first().waitFor()
    await page.waitForFunction(() => document.querySelector('[role=dialog]') === null)
  }

  test.each([
    ['at a desk', desktop],
    ['on a phone', phone],
  ])(
    '%s: acknowledge takes one press, an outcome two, the most urgent journey two, a handover four',
    async (_, viewport) => {
      const pressed: Record<string, number> = {}
      const count = async (what: string, username: string, deed: (page: Page) => Promise<void>) => {
        const { context, page } = await open(username, viewport)
        await deed(page)
        const { keydown, pointerdown } = await inputsOf(page)
        pressed[what] = keydown + pointerdown
        await context.close()
      }
      await count('acknowledge', 'assistant.elderly', acknowledge)
      await count('outcome', 'assistant.elderly', answer)
      await count('most urgent journey', 'nurse.health', openMostUrgent)
      await count('handover', 'nurse.health', handOver)
      expect(pressed).toEqual({ acknowledge: 1, outcome: 2, 'most urgent journey': 2, handover: 4 })
      // So that the next window finds everything as this one did.
      await takeBackAll()
    },
    120_000,
  )

  const takeBackAll = async () => {
    const { body } = await instance.call('nurse.health', 'GET', '/api/v1/journeys')
    const [first] = (body as { items: { id: string }[] }).items
    const journey = await instance.call('nurse.health', 'GET', `/api/v1/journeys/${first?.id}`)
    const waiting = (journey.body as { loops: { id: string; state: string }[] }).loops.find((loop) => loop.state === 'requested')
    if (first && waiting) await actOnScreen(instance, 'nurse.health', first.id, 'take-back-loop', { loopId: waiting.id, reason: 'prøve' })
    const alerts = await instance.call('assistant.elderly', 'GET', '/api/v1/alerts')
    for (const { id } of (alerts.body as { items: { id: string }[] }).items)
      for (const answer of ['outcome', 'acknowledgement']) {
        const { headers } = await instance.call('assistant.elderly', 'GET', `/api/v1/alerts/${id}`)
        await instance.call('assistant.elderly', 'DELETE', `/api/v1/alerts/${id}/${answer}`, undefined, {
          'if-match': headers.get('etag') ?? '',
        })
      }
  }
})
