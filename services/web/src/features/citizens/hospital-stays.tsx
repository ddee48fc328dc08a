// Hospital stays, newest first: state, place, what the hospital asks for, and every message with its corrections.
import type { Citizen, HospitalStay } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import styles from './citizen.module.css'
import { StayCard } from './stay-card.tsx'

export function HospitalStays({ citizen, etag }: { citizen: Citizen; etag: string | null }) {
  const { t } = useSpeech()
  const stays = citizen.hospitalStays
  return (
    <section className={styles.section} id="sygehusophold">
      <h2>{t.citizens.stays.title}</h2>
      {stays === null && <p className="soft">{t.citizens.stays.closed}</p>}
      {stays?.length === 0 && <p className="soft">{t.citizens.stays.none}</p>}
      {stays?.map((stay) => (
        <StayCard key={stay.id} citizenId={citizen.id} stay={stay} etag={etag} opened={stay === newest(stays)} />
      ))}
    </section>
  )
}

const newest = (stays: readonly HospitalStay[]): HospitalStay | undefined => stays[0]
