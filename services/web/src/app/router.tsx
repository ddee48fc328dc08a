// Every address of the screen on one page. Nothing about a citizen but her id ever stands in an address.
import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { CardPage } from '../features/alerts/card-page.tsx'
import { isView, type View } from '../features/alerts/views.ts'
import { BoardPage } from '../features/board/board-page.tsx'
import { MergePage } from '../features/identities/merge-page.tsx'
import { WaitingIdentityPage } from '../features/identities/waiting-identity-page.tsx'
import { WaitingPage } from '../features/identities/waiting-page.tsx'
import { CaseLogPage } from '../features/imports/case-log-page.tsx'
import { ImportsPage } from '../features/imports/imports-page.tsx'
import { ReportPage } from '../features/imports/report-page.tsx'
import { JourneyPage } from '../features/journeys/journey-page.tsx'
import { readJourneySearch } from '../features/journeys/journey-views.ts'
import { BriefingPage } from '../features/papers/briefing-page.tsx'
import { PlanPage } from '../features/papers/plan-page.tsx'
import { CitizenRoute } from './citizen-route.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { SearchRoute } from './search-route.tsx'
import { Shell } from './shell.tsx'
import { DayRoute, JourneyListRoute, StartRoute } from './waiting-routes.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage })

const day = createRoute({
  getParentRoute: () => root,
  id: 'day',
  component: DayRoute,
  validateSearch: (search): { vis?: View } => (isView(search.vis) ? { vis: search.vis } : {}),
})
const start = createRoute({ getParentRoute: () => day, path: '/', component: StartRoute })
const card = createRoute({ getParentRoute: () => day, path: '/tegn/$alertId', component: CardPage })
const search = createRoute({ getParentRoute: () => root, path: '/borgere', component: SearchRoute })
const citizen = createRoute({ getParentRoute: () => root, path: '/borgere/$citizenId', component: CitizenRoute })
const samePerson = createRoute({ getParentRoute: () => root, path: '/borgere/$citizenId/samme-person/$otherId', component: MergePage })
const waitingList = createRoute({ getParentRoute: () => root, path: '/matchning', component: WaitingPage })
const waitingOne = createRoute({ getParentRoute: () => root, path: '/matchning/$waitingId', component: WaitingIdentityPage })
const journeyList = createRoute({
  getParentRoute: () => root,
  path: '/forloeb',
  component: JourneyListRoute,
  validateSearch: readJourneySearch,
})
const journey = createRoute({ getParentRoute: () => root, path: '/forloeb/$journeyId', component: JourneyPage })
const imports = createRoute({ getParentRoute: () => root, path: '/indlaesning', component: ImportsPage })
const caseLog = createRoute({ getParentRoute: () => root, path: '/indlaesning/sagslog', component: CaseLogPage })
const report = createRoute({ getParentRoute: () => root, path: '/indlaesning/$importId', component: ReportPage })

const board = createRoute({ getParentRoute: () => root, path: '/tavlen', component: BoardPage })

const plan = createRoute({ getParentRoute: () => root, path: '/forloeb/$journeyId/plan', component: PlanPage })
const briefing = createRoute({
  getParentRoute: () => root,
  path: '/forloeb/$journeyId/foer-moedet',
  component: BriefingPage,
  validateSearch: (search): { moede?: string } => (typeof search.moede === 'string' ? { moede: search.moede } : {}),
})

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
    plan,
    briefing,
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
