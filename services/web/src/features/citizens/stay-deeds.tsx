// What may be said about a stay by hand: that it has ended, that it was planned, and the way back from both.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { HospitalStay } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EndStayDialog } from './end-stay-dialog.tsx'
import styles from './stay.module.css'
import { useStayDeed } from './use-stay-deed.ts'

interface Props {
  citizenId: string
  stay: HospitalStay
  etag: string | null
}

export function StayDeeds({ citizenId, stay, etag }: Props) {
  const { t } = useSpeech()
  const words = t.citizens.stays
  const [ending, setEnding] = useState(false)
  const deed = useStayDeed(citizenId, stay.id, etag)
  const isOpen = stay.state === 'active' || stay.state === 'on-leave'
  const isByHand = stay.endedBy === 'hand'
  if (!isOpen && !isByHand && !stay.planned) return null
  return (
    <div className={styles.deeds} data-screen-only>
      {isOpen && (
        <Button variant="default" size="sm" onClick={() => setEnding(true)}>
          {words.end}
        </Button>
      )}
      {isByHand && (
        <Button variant="default" size="sm" loading={deed.isPending} onClick={() => deed.run({ deed: 'undo-end' })}>
          {words.undoEnd}
        </Button>
      )}
      {isOpen && !stay.planned && (
        <Button variant="default" size="sm" loading={deed.isPending} onClick={() => deed.run({ deed: 'plan' })}>
          {words.plan}
        </Button>
      )}
      {stay.planned && (
        <Button variant="default" size="sm" loading={deed.isPending} onClick={() => deed.run({ deed: 'undo-plan' })}>
          {words.undoPlan}
        </Button>
      )}
      {deed.error && !ending && <ProblemNotice error={deed.error} deed />}
      <EndStayDialog stay={stay} opened={ending} deed={deed} onClose={() => setEnding(false)} />
    </div>
  )
}
