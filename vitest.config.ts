// Unit tests stand beside the code; integration tests run against a real PostgreSQL (and Redis, and Chromium where there is one).
import { defineConfig } from 'vitest/config'
import { leftOut } from './test/support/batteries.ts'

/** Tests beside the code that need a database. */
const onDatabase = ['services/api/src/testing/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'services/*/src/**/*.test.ts', 'infra/**/src/**/*.test.ts'],
          exclude: [...onDatabase, '**/node_modules/**'],
          environment: 'node',
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/**/*.test.ts', ...onDatabase],
          exclude: [...leftOut, '**/node_modules/**'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
