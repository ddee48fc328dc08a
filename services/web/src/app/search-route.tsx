// The search page put together: under its results stands the way to the numbers that nobody could be found by.
import { Link } from '@tanstack/react-router'
import { SearchPage } from '../features/citizens/search-page.tsx'
import { useSpeech } from './texts/index.ts'

export function SearchRoute() {
  const { t } = useSpeech()
  const way = (
    <p data-screen-only>
      <Link to="/matchning">{t.identities.link}</Link>
    </p>
  )
  return <SearchPage beside={way} />
}
