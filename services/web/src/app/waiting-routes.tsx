// Pages on which several features stand side by side: they do not know each other, so they are put together here.
import { DayPage } from '../features/alerts/day-page.tsx'
import { DayStart } from '../features/alerts/day-start.tsx'
import { DayJourneys } from '../features/journeys/day-journeys.tsx'
import { JourneyListPage } from '../features/journeys/list-page.tsx'
import { WaitingRequests, WaitingRequestsLine } from '../features/requests/waiting-requests.tsx'

export const DayRoute = () => <DayPage waiting={<WaitingRequestsLine />} />
export const StartRoute = () => <DayStart journeys={<DayJourneys />} />
export const JourneyListRoute = () => <JourneyListPage waiting={<WaitingRequests />} waitingLine={<WaitingRequestsLine />} />
