// A slice is one noun of the door: a plugin that adds its routes. It gets the dependencies and the configuration, and knows no other slice.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Deps } from '@roedtraad/use-cases'
import type { Config } from './config.ts'

export type SliceOptions = Readonly<{ deps: Deps; config: Config }>
export type Slice = FastifyPluginAsyncTypebox<SliceOptions>

/** Bytes that the doors for machines accept in one body; everything else accepts 256 KiB. Used as the route's `bodyLimit`. */
const bodyLimits = { events: 4 * 1024 * 1024, fhir: 2 * 1024 * 1024 } as const
