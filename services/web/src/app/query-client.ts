// What has been fetched, and when it is fetched again. A refusal is not repeated; silence is.
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem, NoConnection } from '../api/client.ts'

const attempts = 2
const again = (count: number, error: Error) => error instanceof NoConnection && count < attempts

/** The session ended while the page was open: asking who I am again shows the log-in page. */
function onError(error: Error): void {
  if (error instanceof ApiProblem && error.status === 401) void queryClient.resetQueries({ queryKey: ['me'] })
}

const ignoringMe = (error: Error, query: { queryKey: readonly unknown[] }) => {
  if (query.queryKey[0] !== 'me') onError(error)
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: ignoringMe }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: { retry: again, retryDelay: 800, staleTime: 10_000, networkMode: 'always' },
    mutations: { retry: again, retryDelay: 800, networkMode: 'always' },
  },
})
