// A slice is one noun of the door: a plugin that adds its routes. It gets the dependencies and the configuration, and knows no other slice.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Deps } from '@roedtraad/use-cases'
import type { Config } from './config.ts'

export type SliceOptions = Readonly<{ deps: Deps; config: Config }>
export type Slice = FastifyPluginAsyncTypebox<SliceOptions>
