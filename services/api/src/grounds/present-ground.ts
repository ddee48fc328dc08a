// From a ground as kept to the shape of the wire.
import { groundTable, standsAt } from '@roedtraad/access'
import type { listGrounds } from '@roedtraad/use-cases'
import type { Static } from 'typebox'
import { toEtag } from '../plugins/preconditions.ts'
import type { Form, GroundRecord } from './schema.ts'

type Row = Awaited<ReturnType<typeof listGrounds>>[number]

const instant = (at: string) => new Date(at).toISOString()

/** One ground; `now` decides whether it stands. */
export function presentGround(row: Row, now: string): GroundRecord {
  const rule = groundTable.find((one) => one.code === row.code)
  const { consent } = row
  return {
    ...row,
    etag: toEtag(row.version),
    citation: rule?.citation ?? row.code,
    title: rule?.title ?? { da: row.code, en: row.code },
    stands: standsAt(row, now),
    recordedBy: row.recordedByName ?? row.recordedBy,
    consent: consent === null ? null : presentConsent(consent),
    history: row.history.map((deed) => ({ ...deed, at: instant(deed.at) })),
  }
}

function presentConsent(consent: NonNullable<Row['consent']>): GroundRecord['consent'] {
  return {
    ...consent,
    form: consent.form as Static<typeof Form>,
    givenAt: instant(consent.givenAt),
    withdrawnAt: consent.withdrawnAt === null ? null : instant(consent.withdrawnAt),
  }
}
