// The search page put together: whoever is found can be registered for a talk about coordination, and under the results stands the way to the numbers that nobody could be found by.
import { Link } from '@tanstack/react-router'
import { SearchPage } from '../features/citizens/search-page.tsx'
import { RegisterButton } from '../features/requests/citizen-requests.tsx'
import { useSpeech } from './texts/index.ts'

export function SearchRoute() {
  const { t } = useSpeech()
  const way = (
    <p data-screen-only>
      <Link to="/matchning">{t.identities.link}</Link>
    </p>
  )
  return <SearchPage deed={(citizen) => <RegisterButton citizen={citizen} />} beside={way} />
}
