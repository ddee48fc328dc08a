// An instant as people read it: the date on the Copenhagen clock, and beside it how long ago.
import { formatDate, formatInstant, formatRelative, type Instant } from '@roedtraad/domain'
import { useNow } from '../app/product-time.tsx'
import { useSpeech } from '../app/texts/index.ts'

export function Moment({ at, relative = true, date = false }: { at: Instant; relative?: boolean; date?: boolean }) {
  const now = useNow()
  const { language } = useSpeech()
  return (
    <>
      <time dateTime={at}>{date ? formatDate(at, language, now) : formatInstant(at, language, now)}</time>
      {relative && <span className="soft"> ({formatRelative(at, now, language)})</span>}
    </>
  )
}
