// What tests and tools of the workspace may use of the door; the process itself starts with main.ts.
export type { Config } from './config.ts'
export { buildApp, testConfig } from './testing/build-app.ts'
export { startTestIssuer, type TestIssuer } from './testing/test-issuer.ts'
