// Who the citizen is, and where she is right now.
import { IconBed, IconDoorExit, IconFlower, IconHome, IconShieldLock } from '@tabler/icons-react'
import type { Citizen } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { formatBirthDate } from '../../ui/birth-date.ts'
import { Moment } from '../../ui/moment.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import styles from './citizen.module.css'

export function CitizenHeader({ citizen }: { citizen: Citizen }) {
  const { t, language } = useSpeech()
  const heading = useArrival<HTMLHeadingElement>()
  const { age, birthDate, address } = citizen
  const who = [
    age === null ? null : t.citizens.age(age),
    birthDate === null ? null : t.bornOn(formatBirthDate(birthDate, language)),
    ...citizen.identifiers.map((identifier) => identifier.masked),
    citizen.protected ? t.citizens.addressHidden : address,
  ].filter((part) => part !== null)
  return (
    <header className={styles.header}>
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {citizen.name}
        </h1>
        {citizen.protected && (
          <p className={styles.protected}>
            <IconShieldLock size={20} aria-hidden /> {t.protected}
          </p>
        )}
        <p className={styles.who}>
          {who.map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
      </div>
      {citizen.presence && <PresenceSign presence={citizen.presence} />}
    </header>
  )
}

const presenceIcons = { 'at-home': IconHome, 'at-hospital': IconBed, 'on-leave': IconDoorExit, deceased: IconFlower }

function PresenceSign({ presence }: { presence: NonNullable<Citizen['presence']> }) {
  const { t } = useSpeech()
  const Icon = presenceIcons[presence.state]
  return (
    <p className={styles.presence}>
      <Icon size={28} stroke={1.5} aria-hidden />
      <span>
        <span className="hidden">{t.citizens.presence.title}: </span>
        <span className="strong">{t.citizens.presence[presence.state]}</span>
        {presence.since && (
          <span className={styles.since}>
            {t.citizens.presence.since} <Moment at={presence.since} />
          </span>
        )}
      </span>
    </p>
  )
}
