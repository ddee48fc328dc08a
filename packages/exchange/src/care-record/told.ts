// What a resource of a care record tells us, before anybody knows what of it was told before.
import { type EventKind, findKind, type Identifier, type Instant } from '@roedtraad/domain'
import type { Issue } from '../fhir/issue.ts'
import type { Json } from '../fhir/resource.ts'

export interface ToldEvent {
  kind: EventKind['kind']
  occurredAt: Instant
  value: number | null
  unit: string | null
  detail: Record<string, unknown>
}

/** A resource that was understood. `holds`: what is so. `takesBack`: every kind that it may have told before; what does not stand in `holds` no longer holds. */
export interface Told {
  kind: 'told'
  /** Type and id: `CarePlan/1`. */
  resource: string
  /** meta.versionId, else meta.lastUpdated as sent; null without either. */
  version: string | null
  /** meta.lastUpdated. */
  recordedAt: Instant | null
  identifier: Identifier
  holds: ToldEvent[]
  takesBack: string[]
  /** entered-in-error: kinds whose withdrawal must be found by an earlier version that arrives later, though nothing was told before. */
  awaits: string[]
  /** Why nothing is held, where that is no mistake of anybody's. */
  because: LeftOutBecause | null
  text: string
}

/** A resource that was understood and is about nothing that we keep. `because` is a stable code. */
export interface LeftOut {
  kind: 'left-out'
  resource: string
  because: LeftOutBecause
  text: string
}

export type LeftOutBecause = 'supporting' | 'no-kind' | 'not-decided' | 'not-yet' | 'told-elsewhere'

/** A resource that must be refused, with every field at fault. */
export interface RefusedResource {
  kind: 'refused'
  resource: string
  issues: Issue[]
}

export type ReadResource = Told | LeftOut | RefusedResource

/** What the reader of one type of resource says; who and which version is the same for all. Without `takesBack` it changes nothing that was told. */
export interface Reading {
  holds?: ToldEvent[]
  takesBack?: readonly string[]
  awaits?: string[]
  because?: LeftOutBecause
  text?: string
}

/** One resource with the Bundle it came in. */
export interface Context {
  resource: Json
  bundle: Json
}

/** An event of a kind of our catalogue. */
export function tell(kind: string, occurredAt: Instant, more: Partial<ToldEvent> = {}): ToldEvent {
  if (findKind(kind) === undefined) throw new Error(`the kind ${kind} is not in the catalogue`)
  return { kind, occurredAt, value: null, unit: null, detail: {}, ...more }
}
