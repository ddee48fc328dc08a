// The page where a person of the local municipality logs in: one form, no script, works at any width and in both colour schemes.
import type { Person } from './secrets.ts'

export interface LoginForm {
  username: string
  people: readonly Person[]
  /** Whether the last attempt was refused. */
  refused: boolean
}

const style = `
:root { color-scheme: light dark; --paper: #fbfaf7; --card: #fff; --ink: #1d2126; --quiet: #565d66; --line: #d9d6cf; --thread: #c8102e; --field: #8a8f96; --blue: #1c5d99; --on-blue: #fff }
@media (prefers-color-scheme: dark) { :root { --paper: #15181b; --card: #1d2125; --ink: #eceae5; --quiet: #a9afb6; --line: #363c42; --thread: #f25468; --field: #7b828a; --blue: #8dbdec; --on-blue: #10202f } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 "IBM Plex Sans", system-ui, sans-serif }
main { max-width: 408px; margin: 0 auto; padding: 48px 20px }
.brand { display: flex; align-items: center; gap: 12px; margin: 0 0 32px; font-weight: 600 }
.brand svg { width: 40px; height: 32px; flex: none }
h1 { font-size: 24px; line-height: 1.25; font-weight: 600; margin: 0 0 24px }
h2 { font-size: 16px; font-weight: 600; margin: 40px 0 4px }
label { display: block; font-weight: 600; margin: 0 0 4px }
input { display: block; width: 100%; min-height: 44px; margin: 0 0 20px; padding: 8px 12px; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--field); border-radius: 4px }
input[aria-invalid=true] { border: 2px solid var(--ink) }
button { width: 100%; min-height: 44px; padding: 8px 16px; font: inherit; font-weight: 600; color: var(--on-blue); background: var(--blue); border: 0; border-radius: 4px; cursor: pointer }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px }
p { margin: 0 0 16px } .quiet { color: var(--quiet); font-size: 14px }
.error { margin: 0 0 20px; padding: 12px 16px; background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--ink) }
ul { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line) }
li { border-bottom: 1px solid var(--line) }
li a { display: block; min-height: 44px; padding: 8px 0; color: inherit; text-decoration: none }
li a span { display: block; color: var(--quiet); font-size: 14px; overflow-wrap: anywhere }
a:hover b { text-decoration: underline } a b { font-weight: 600; color: var(--blue) }`

/** The log-in form. People are links that fill in the name, so that no script is needed. */
export function presentLogin({ username, people, refused }: LoginForm): string {
  const error = refused
    ? '<p class="error" id="error" role="alert">Brugernavn og adgangskode passer ikke sammen. Adgangskoden står i terminalen, hvor programmet blev startet.</p>'
    : ''
  const marks = refused ? ' aria-invalid="true" aria-describedby="error"' : ''
  const focus = (field: 'username' | 'password') => ((field === 'username') === (username === '') ? ' autofocus' : '')
  return page(
    'Log ind',
    `<h1>Log ind</h1>
<form method="post">${error}
<label for="username">Brugernavn</label>
<input id="username" name="username" value="${escapeHtml(username)}" autocomplete="username" autocapitalize="none" spellcheck="false" required${marks}${focus('username')}>
<label for="password">Adgangskode</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${marks}${focus('password')}>
<button type="submit">Log ind</button>
</form>
<h2>Brugere i denne kommune</h2>
<p class="quiet">Vælg en for at udfylde brugernavnet. Adgangskoderne står i terminalen.</p>
<ul>${people.map(presentPerson).join('')}</ul>`,
  )
}

function presentPerson({ username, name, team }: Person): string {
  const place = [username, team]
    .filter((part) => part !== '')
    .map(escapeHtml)
    .join(' · ')
  return `<li><a href="?username=${encodeURIComponent(username)}"><b>${escapeHtml(name)}</b><span>${place}</span></a></li>`
}

/** What is shown when a log-in cannot go on, with the way back. */
export function presentFailure(publicUrl: string): string {
  return page(
    'Log ind igen',
    `<h1>Login kan ikke fortsætte</h1>
<p>Siden er for gammel, eller login blev begyndt et andet sted. Begynd forfra.</p>
<p><a href="${escapeHtml(publicUrl)}/auth/login"><b>Log ind igen</b></a></p>`,
  )
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Rød Tråd</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main><p class="brand"><svg viewBox="0 0 40 32" fill="none" stroke-linecap="round" aria-hidden="true"><path d="M2 5h36M2 12.300h36M2 19.700h36M2 27h36" stroke="var(--line)"/><path d="M2 5h8c5 0 4 14.700 9 14.700h2c5 0 4-7.400 8-7.400s4 14.700 9 14.700" stroke="var(--thread)" stroke-width="2.5" stroke-linejoin="round"/></svg>Rød Tråd</p>
${content}</main></body></html>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
