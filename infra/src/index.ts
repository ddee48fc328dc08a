// What tests of the workspace may use of the embedded parts; the product itself starts with start.ts.
export { startPostgres } from './local-postgres.ts'
export { startRedis } from './local-redis.ts'
export { findProgram } from './programs.ts'
