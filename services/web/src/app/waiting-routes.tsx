// Pages on which requests for coordination stand beside something else: features do not know each other, so they are put together here.
import { DayPage } from '../features/alerts/day-page.tsx'
import { JourneyListPage } from '../features/journeys/list-page.tsx'
import { WaitingRequests, WaitingRequestsLine } from '../features/requests/waiting-requests.tsx'

export const DayRoute = () => <DayPage waiting={<WaitingRequestsLine />} />
export const JourneyListRoute = () => <JourneyListPage waiting={<WaitingRequests />} waitingLine={<WaitingRequestsLine />} />
