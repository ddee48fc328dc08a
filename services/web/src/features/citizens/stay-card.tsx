// One hospital stay.
import { textsIn } from '@roedtraad/domain'
import { IconBed, IconBedOff, IconCheck, IconDoorExit, IconFileAlert } from '@tabler/icons-react'
import type { HospitalStay } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { Moment } from '../../ui/moment.tsx'
import styles from './stay.module.css'
import { StayDeeds } from './stay-deeds.tsx'
import { StayHistory } from './stay-history.tsx'
import { nameStayPlace } from './stay-place.ts'

const icons = { active: IconBed, 'on-leave': IconDoorExit, ended: IconCheck, cancelled: IconBedOff }

interface Props {
  citizenId: string
  stay: HospitalStay
  etag: string | null
  opened: boolean
}

export function StayCard({ citizenId, stay, etag, opened }: Props) {
  const { t, language } = useSpeech()
  const shared = textsIn(language)
  const words = t.citizens.stays
  const Icon = icons[stay.state]
  const kind = stay.class === 'IMP' || stay.class === 'EMER' ? shared.stayClass[stay.class] : stay.class
  return (
    <article className={styles.stay} data-state={stay.state}>
      <h3 className={styles.state}>
        <Icon size={20} aria-hidden /> {shared.stayState[stay.state]}, {kind}
      </h3>
      <p>{nameStayPlace(stay) || words.where}</p>
      <p className="soft small">
        {words.from} <Moment at={stay.from} relative={stay.to === null} />
        {stay.to && (
          <>
            {' '}
            {words.to} <Moment at={stay.to} />
          </>
        )}
      </p>
      {stay.state === 'on-leave' && (
        <p className="soft small">
          {shared.stayState['on-leave']} {shared.word.since} <Moment at={stay.since} />
        </p>
      )}
      {stay.endedBy === 'hand' && <p className="small">{words.endedByHand}</p>}
      {stay.planned && <p className="small">{words.planned}</p>}
      {stay.admissionReportDue && (
        <p className={styles.report} data-open={stay.to === null}>
          <IconFileAlert size={20} aria-hidden /> {words.report}
        </p>
      )}
      <StayDeeds citizenId={citizenId} stay={stay} etag={etag} />
      <StayHistory stay={stay} opened={opened} />
    </article>
  )
}
