// Doing something to the journey from anywhere on its page: a button opens the deed's dialog, or does it at once where nothing is asked.
import { Button } from '@mantine/core'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Journey } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { DeedDialog, DeedProblem, type OpenDeed } from './deed-dialog.tsx'
import { deedForms, type FormDeed } from './deed-forms.ts'
import { useDeed } from './use-deed.ts'
import type { News } from './use-news.ts'

interface Deeds {
  start(deed: FormDeed, given?: Record<string, unknown>): void
  /** Does it without asking: everything is known. */
  doNow(deed: FormDeed, detail: Record<string, unknown>): void
  pending: boolean
}

const DeedsContext = createContext<Deeds>({ start: () => undefined, doNow: () => undefined, pending: false })

export const useDeeds = (): Deeds => useContext(DeedsContext)

export function DeedsProvider({ journey, news, children }: { journey: Journey; news: News; children: ReactNode }) {
  const [open, setOpen] = useState<OpenDeed | null>(null)
  const { run, isPending, error } = useDeed(journey)
  const deeds = useMemo(
    () => ({
      pending: isPending,
      doNow: (deed: FormDeed, detail: Record<string, unknown>) => run({ deed, detail }),
      start: (deed: FormDeed, given: Record<string, unknown> = {}) =>
        deedForms[deed].length === 0 ? run({ deed, detail: given }) : setOpen({ deed, given }),
    }),
    [isPending, run],
  )
  return (
    <DeedsContext value={deeds}>
      {error && <DeedProblem error={error} />}
      {children}
      <DeedDialog journey={journey} news={news} open={open} onClose={() => setOpen(null)} />
    </DeedsContext>
  )
}

/** A button for a deed; `plain` for what is seldom done. */
export function DeedButton({
  deed,
  given,
  primary = false,
  plain = false,
}: {
  deed: FormDeed
  given?: Record<string, unknown>
  primary?: boolean
  plain?: boolean
}) {
  const { t } = useSpeech()
  const { start, pending } = useDeeds()
  const onClick = () => start(deed, given)
  if (plain)
    return (
      <button type="button" className="plain" onClick={onClick} disabled={pending} data-screen-only>
        {t.journeys.deeds[deed]}
      </button>
    )
  return (
    <Button variant={primary ? 'filled' : 'default'} onClick={onClick} disabled={pending} data-screen-only>
      {t.journeys.deeds[deed]}
    </Button>
  )
}
