// An address that leads nowhere.
import { Link } from '@tanstack/react-router'
import { Quiet } from '../ui/quiet.tsx'
import { usePageTitle } from '../ui/use-page-title.ts'
import { useSpeech } from './texts/index.ts'

export function NotFoundPage() {
  const { t } = useSpeech()
  usePageTitle(t.notFoundPage.title)
  return (
    <Quiet level={1} title={t.notFoundPage.title} text={t.notFoundPage.text}>
      <Link to="/">{t.notFoundPage.back}</Link>
    </Quiet>
  )
}
