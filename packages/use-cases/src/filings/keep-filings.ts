// After a deed: what it asks to be filed is written down with its document, in the same transaction; what it takes back is dropped.
import { dropFiling, type JourneyRow, putFiling, type Tx } from '@roedtraad/database'
import { type Deed, type Filing, foldJourney } from '@roedtraad/domain'
import { writeFiledDocument } from './write-document.ts'

const mayChange: readonly string[] = ['file', 'retry-filing', 'withdraw', 'correct']

/** Brings the rows of filings into step with the journey after `deed`. */
export async function keepFilings(
  tx: Tx,
  journey: Pick<JourneyRow, 'id' | 'citizen_id' | 'identity_id'>,
  deeds: readonly Deed[],
  deed: Deed,
): Promise<void> {
  if (!mayChange.includes(deed.deed)) return
  const before = foldJourney(deeds).filings
  const now = foldJourney([...deeds, deed])
  for (const filing of now.filings) {
    if (filing.state === 'pending' && !before.some((one) => isSame(one, filing)))
      putFiling(tx, {
        ...filing,
        citizenId: journey.citizen_id,
        identityId: journey.identity_id,
        journeyId: journey.id,
        alertId: null,
        askedBy: deed.actor,
        document: await writeFiledDocument(tx, journey.citizen_id, now, filing),
      })
  }
  for (const { id } of before) if (now.filings.every((filing) => filing.id !== id)) dropFiling(tx, id)
}

const isSame = (one: Filing, other: Filing) => JSON.stringify(one) === JSON.stringify(other)
