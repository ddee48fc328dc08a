// The citizen's page put together: features do not know each other, so what of journeys, requests, grounds and identities stands on it is handed in here.
import { CitizenPage } from '../features/citizens/citizen-page.tsx'
import { Grounds } from '../features/grounds/grounds.tsx'
import { SamePerson } from '../features/identities/same-person.tsx'
import { OpenJourney } from '../features/journeys/open-journey.tsx'
import { CitizenRequests } from '../features/requests/citizen-requests.tsx'

export function CitizenRoute() {
  return (
    <CitizenPage
      journey={(citizen) => <OpenJourney citizen={citizen} />}
      requests={(citizen) => <CitizenRequests citizen={citizen} />}
      grounds={(citizen) => <Grounds citizen={citizen} />}
      identity={(citizen) => <SamePerson citizen={citizen} />}
    />
  )
}
