// A real Chromium, and what a person does in it. The browser is the machine's own; none is downloaded.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Instance } from './instance.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const desktop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }

/** Starts the browser at this path; as root it can only run without its own sandbox. */
export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A fresh browser window of this size, in Danish, without motion. */
export function openWindow(
  browser: Browser,
  viewport: { width: number; height: number },
  colorScheme: 'light' | 'dark' = 'light',
): Promise<BrowserContext> {
  const isPhone = viewport.width < 600
  return browser.newContext({
    viewport,
    locale: 'da-DK',
    timezoneId: 'Europe/Copenhagen',
    reducedMotion: 'reduce',
    colorScheme,
    hasTouch: isPhone,
    isMobile: isPhone,
    bypassCSP: true,
  })
}

/** Logs in through the identity provider's own page, with the password that was printed at start. */
export async function logIn(page: Page, instance: Instance, username: string): Promise<void> {
  const password = new RegExp(`^\\s*${username.replace('.', '\\.')}\\s+(\\S+)`, 'm').exec(instance.said())?.[1]
  if (password === undefined) throw new Error(`no password was printed for ${username}`)
  await page.goto(instance.url)
  await page
    .getByRole('main')
    .getByRole('link', { name: 'Log ind' })
    .or(page.getByRole('main').getByRole('button', { name: 'Log ind' }))
    .first()
    .click()
  await page.getByLabel('Brugernavn').fill(username)
  await page.getByLabel('Adgangskode').fill(password)
  await page.getByRole('button', { name: 'Log ind' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** Violations of WCAG 2.2 AA that axe finds on the page as it stands. */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)))
    const axe = (
      globalThis as unknown as {
        axe: {
          run(
            context: unknown,
            options: unknown,
          ): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }>
        }
      }
    ).axe
    const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} – ${node.failureSummary}`),
    )
  })
}
