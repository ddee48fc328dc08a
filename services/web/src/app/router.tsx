// Every address of the screen on one page. Nothing about a citizen but her id ever stands in an address.
import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { CardPage } from '../features/alerts/card-page.tsx'
import { DayPage } from '../features/alerts/day-page.tsx'
import { DayStart } from '../features/alerts/day-start.tsx'
import { isView, type View } from '../features/alerts/views.ts'
import { BoardPage } from '../features/board/board-page.tsx'
import { CaseLogPage } from '../features/imports/case-log-page.tsx'
import { ImportsPage } from '../features/imports/imports-page.tsx'
import { ReportPage } from '../features/imports/report-page.tsx'
import { MergePage } from '../features/identities/merge-page.tsx'
import { WaitingIdentityPage } from '../features/identities/waiting-identity-page.tsx'
import { WaitingPage } from '../features/identities/waiting-page.tsx'
import { JourneyPage } from '../features/journeys/journey-page.tsx'
import { readJourneySearch } from '../features/journeys/journey-views.ts'
import { JourneyListPage } from '../features/journeys/list-page.tsx'
import { CitizenRoute } from './citizen-route.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { SearchRoute } from './search-route.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage })

const day = createRoute({
  getParentRoute: () => root,
  id: 'day',
  component: DayPage,
  validateSearch: (search): { vis?: View } => (isView(search.vis) ? { vis: search.vis } : {}),
})
const start = createRoute({ getParentRoute: () => day, path: '/', component: DayStart })
const card = createRoute({ getParentRoute: () => day, path: '/tegn/$alertId', component: CardPage })
const search = createRoute({ getParentRoute: () => root, path: '/borgere', component: SearchRoute })
const citizen = createRoute({ getParentRoute: () => root, path: '/borgere/$citizenId', component: CitizenRoute })
const samePerson = createRoute({ getParentRoute: () => root, path: '/borgere/$citizenId/samme-person/$otherId', component: MergePage })
const waitingList = createRoute({ getParentRoute: () => root, path: '/matchning', component: WaitingPage })
const waitingOne = createRoute({ getParentRoute: () => root, path: '/matchning/$waitingId', component: WaitingIdentityPage })
const journeyList = createRoute({
  getParentRoute: () => root,
  path: '/forloeb',
  component: JourneyListPage,
  validateSearch: readJourneySearch,
})
const journey = createRoute({ getParentRoute: () => root, path: '/forloeb/$journeyId', component: JourneyPage })
const imports = createRoute({ getParentRoute: () => root, path: '/indlaesning', component: ImportsPage })
const caseLog = createRoute({ getParentRoute: () => root, path: '/indlaesning/sagslog', component: CaseLogPage })
const report = createRoute({ getParentRoute: () => root, path: '/indlaesning/$importId', component: ReportPage })

const board = createRoute({ getParentRoute: () => root, path: '/tavlen', component: BoardPage })

export const router = createRouter({
  routeTree: root.addChildren([
    day.addChildren([start, card]),
    search,
    citizen,
    samePerson,
    waitingList,
    waitingOne,
    journeyList,
    journey,
    imports,
    caseLog,
    report,
    board,
  ]),
  scrollRestoration: true,
  defaultPreload: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
