// Where the reader stands in the list. The browser's focus is the only truth of it, so that keyboard and screen reader agree.
const rows = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('a[data-alert]')]

/** The alert whose row has the focus, else the open card's. */
export function currentAlertId(list: HTMLElement | null, openId: string | undefined): string | undefined {
  const row = document.activeElement?.closest('li')?.querySelector<HTMLElement>('a[data-alert]')
  return row && list?.contains(row) ? row.dataset.alert : openId
}

/** Moves the focus to the next (1) or previous (-1) row; from nowhere to the first. */
export function stepInList(list: HTMLElement | null, openId: string | undefined, step: 1 | -1): void {
  if (list === null) return
  const all = rows(list)
  const at = all.findIndex((row) => row.dataset.alert === currentAlertId(list, openId))
  const next = all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}
