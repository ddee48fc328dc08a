// The title of the page in the browser's tab; and after a change of page the reader's place is the new heading.
import { useEffect } from 'react'

export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · Rød Tråd`
  }, [title])
}
