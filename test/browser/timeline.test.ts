// Five thousand facts on a journey's page, as quick as none; and what somebody else does while one writes.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { desktop, findViolations, launch, logIn, openWindow, phone } from '../support/browser.ts'
import { type Instance, makeDataDir, startInstance } from '../support/instance.ts'
import { actOnScreen, careEvent, hoursAgo, openOnScreen, sendEvents } from '../support/journeys-on-screen.ts'

const chromium = inject('chromium')
const facts = 5_000
const days = 300
const full = { value: '3102506666', name: 'Else Ågård' }
const empty = { value: '3102507777', name: 'Ole Å' }

/** The journeys are opened by a product whose clock stands 300 days back, so that there is a long time to fill. */
async function startWithPast(dataDir: string): Promise<{ instance: Instance; ids: { full: string; empty: string } }> {
  const past = await startInstance({ DATA_DIR: dataDir, PORT: '', CLOCK: `-P${days}D` })
  const since = hoursAgo((days + 40) * 24)
  const ids = {
    full: await openOnScreen(past, full.value, full.name, since),
    empty: await openOnScreen(past, empty.value, empty.name, since),
  }
  await past.stop()
  const instance = await startInstance({ DATA_DIR: dataDir, PORT: '' })
  const kinds = ['nursing.contact', 'observation.weight', 'fall.registered'] as const
  const events = Array.from({ length: facts }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? 'nursing.contact'
    const time = hoursAgo(((index + 1) / facts) * (days - 1) * 24)
    return careEvent(kind, full.value, time, kind === 'observation.weight' ? { value: 60 + (index % 9), unit: 'kg' } : {})
  })
  for (let start = 0; start < facts; start += 1_000) await sendEvents(instance, events.slice(start, start + 1_000))
  return { instance, ids }
}

describe.skipIf(chromium === null)('a timeline on the screen', () => {
  const folder = makeDataDir()
  let instance: Instance
  let browser: Browser
  let ids: { full: string; empty: string }
  beforeAll(async () => {
    ;({ instance, ids } = await startWithPast(folder.dataDir))
    browser = await launch(chromium ?? '')
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await instance?.stop()
    folder.remove()
  })

  const expectClean = async (page: Page) => {
    expect(await findViolations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  }
  const picture = (page: Page) => page.getByRole('slider', { name: 'Tråden' })
  const open = async (id: string, username = 'nurse.health', viewport = desktop) => {
    const context = await openWindow(browser, viewport)
    const page = await context.newPage()
    await logIn(page, instance, username)
    await page.goto(`${instance.url}/forloeb/${id}`)
    await picture(page).waitFor()
    return { context, page }
  }
  const waitForFacts = (page: Page) => page.getByText(/^5\.?0\d\d oplysninger vises|^50\d\d oplysninger vises/).waitFor()
  const countElements = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length)

  /** Milliseconds from a key to the next frame on the screen, the middle one of many, as the browser sees it. */
  const measure = async (page: Page, keys: string[]) => {
    await picture(page).focus()
    await page.evaluate(() => {
      const times: number[] = []
      Object.assign(globalThis, { times })
      addEventListener(
        'keydown',
        ({ timeStamp }) =>
          requestAnimationFrame(() => {
            const painted = new MessageChannel()
            painted.port1.onmessage = () => times.push(performance.now() - timeStamp)
            painted.port2.postMessage(null)
          }),
        true,
      )
    })
    for (let round = 0; round < 12; round += 1) for (const key of keys) await page.keyboard.press(key)
    await page.waitForTimeout(200)
    const times = await page.evaluate(() => (globalThis as unknown as { times: number[] }).times)
    expect(times.length).toBe(12 * keys.length)
    return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  }
  const keys = ['ArrowLeft', '+', 'ArrowLeft', '-', 'PageUp', 'PageDown', 'Home', 'End']

  test('draws five thousand facts with as many elements as none, and answers a key as fast', async () => {
    const without = await open(ids.empty)
    const few = await countElements(without.page)
    const base = await measure(without.page, keys)
    await without.context.close()
    const { context, page } = await open(ids.full)
    await waitForFacts(page)
    expect(await countElements(page)).toBeLessThan(few + 60)
    const time = await measure(page, keys)
    process.stdout.write(
      `a key to the next frame: ${base.toFixed(1)} ms without facts, ${time.toFixed(1)} ms with ${facts}; ratio ${(time / base).toFixed(2)}\n`,
    )
    expect(time / base).toBeLessThan(3)
    await expectClean(page)
    // The count must be able to fail: an element for each fact is seen.
    await page.evaluate((count) => {
      for (let index = 0; index < count; index += 1) document.querySelector('figure')?.append(document.createElement('i'))
    }, facts)
    expect(await countElements(page)).toBeGreaterThan(few + 60)
    await context.close()
  }, 120_000)

  test('is walked, zoomed and filtered with the keyboard, and says what is chosen', async () => {
    const { context, page } = await open(ids.full)
    await waitForFacts(page)
    await picture(page).focus()
    await page.keyboard.press('End')
    const said = () => picture(page).getAttribute('aria-valuetext')
    const last = await said()
    await page.keyboard.press('ArrowLeft')
    expect(await said()).not.toBe(last)
    expect(await said()).toMatch(/ af 50/)
    const ticks = () => page.locator('figcaption').first().innerText()
    const before = await ticks()
    for (let index = 0; index < 4; index += 1) await page.keyboard.press('+')
    expect(await ticks()).not.toBe(before)
    await page.getByLabel('Slags').selectOption('observation.weight')
    expect(Number(await picture(page).getAttribute('aria-valuemax'))).toBe(Math.ceil(facts / 3))
    await page.getByLabel('Hvem').selectOption({ label: 'Maria Ravn' })
    await page.getByText('Her er ingen oplysninger').first().waitFor()
    await page.getByLabel('Slags').selectOption('')
    expect(await picture(page).getAttribute('aria-valuemax')).toBe('2')
    await expectClean(page)
    await context.close()
  }, 90_000)

  test.each([
    ['at a desk', desktop],
    ['on a phone', phone],
  ])(
    '%s: stands as a table too, a page at a time',
    async (_, viewport) => {
      const { context, page } = await open(ids.full, 'nurse.health', viewport)
      await waitForFacts(page)
      await page.getByText('Tabel', { exact: true }).click()
      await page.getByText(/^1–50 af 50/).waitFor()
      expect(await page.getByRole('table').getByRole('row').count()).toBe(51)
      await page.getByRole('button', { name: 'Næste', exact: true }).click()
      await page.getByText(/^51–100 af 50/).waitFor()
      await expectClean(page)
      await context.close()
    },
    90_000,
  )

  test('what somebody else does is told on the open page and in the list, and what is being written stays', async () => {
    const { context, page } = await open(ids.empty)
    const listContext = await openWindow(browser, desktop)
    const list = await listContext.newPage()
    await logIn(list, instance, 'lead.health')
    await list.getByRole('link', { name: 'Forløb' }).first().click()
    await list.getByRole('link', { name: empty.name }).waitFor()
    await page.getByRole('button', { name: 'Skriv notat' }).click()
    const words = page.getByRole('dialog').getByLabel('Ord')
    await words.fill('Jeg er midt i en sætning')
    await page.getByRole('dialog').getByLabel('Hvem kan læse det?').selectOption('journey')
    await actOnScreen(instance, 'assistant.elderly', ids.empty, 'add-goal', { title: 'Gå til bageren' })
    await page.getByRole('dialog').getByText('Fatima Rask tilføjede et mål: Gå til bageren').waitFor()
    expect(await words.inputValue()).toBe('Jeg er midt i en sætning')
    await list.getByRole('status').getByText(`${empty.name}: Fatima Rask tilføjede et mål lige nu.`).waitFor()
    await expectClean(page)
    await expectClean(list)
    await page.getByRole('dialog').getByRole('button', { name: 'Gem' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.getByRole('article').getByText('Jeg er midt i en sætning').first().waitFor()
    await page.getByRole('button', { name: 'Set', exact: true }).click()
    expect(await page.getByText('Ændret, mens du ser på det').count()).toBe(0)
    await context.close()
    await listContext.close()
  }, 90_000)

  test('a filter is kept, named anew, removed and brought back', async () => {
    const context = await openWindow(browser, desktop)
    const page = await context.newPage()
    await logIn(page, instance, 'nurse.health')
    await page.goto(`${instance.url}/forloeb`)
    await page.getByRole('button', { name: 'Filtrér' }).click()
    await page.getByLabel('Sammen med teamet').selectOption('home-care')
    await expectClean(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Gem filter' }).click()
    await page.getByRole('dialog').getByLabel('Navn').fill('Med hjemmeplejen, hver torsdag formiddag når vi mødes om det hele')
    await page.keyboard.press('Enter')
    const kept = page.getByRole('navigation', { name: 'Mine filtre' }).getByRole('link')
    await kept.first().waitFor()
    await expectClean(page)
    await page.getByRole('button', { name: 'Omdøb' }).click()
    await page.getByRole('dialog').getByLabel('Navn').fill('Torsdag')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Torsdag' }).waitFor()
    await page.getByRole('button', { name: 'Fjern', exact: true }).click()
    await page.getByText('Filtret er fjernet.').waitFor()
    expect(await kept.count()).toBe(0)
    await page.keyboard.press('z')
    await page.getByRole('link', { name: 'Torsdag' }).waitFor()
    await context.close()
  }, 90_000)
})
