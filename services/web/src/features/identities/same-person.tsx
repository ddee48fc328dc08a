// On the citizen's page: whom she was found to be, the way to say so, and the way to tell them apart again.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type Merge, mergesQuery } from '../../api/identity-queries.ts'
import { useApi } from '../../api/queries.ts'
import type { Citizen, FoundCitizen } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { formatBirthDate } from '../../ui/birth-date.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Moment } from '../../ui/moment.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import sheet from '../../ui/sheet.module.css'
import { FindCitizen } from './find-citizen.tsx'
import styles from './identities.module.css'
import { ReasonField, useReason } from './reason-field.tsx'
import { useApart } from './use-merge.ts'

export function SamePerson({ citizen }: { citizen: Pick<Citizen, 'id'> }) {
  const { t } = useSpeech()
  const { data: merges = [] } = useQuery(mergesQuery(useApi(), citizen.id))
  const [choosing, setChoosing] = useState(false)
  const [apart, setApart] = useState<Merge | null>(null)
  return (
    <section className={styles.section}>
      <h2>{t.identities.section.title}</h2>
      <ul>
        {merges.map((merge) => (
          <MergeItem key={merge.id} merge={merge} onUndo={() => setApart(merge)} />
        ))}
      </ul>
      <button type="button" className="plain" onClick={() => setChoosing(true)} data-screen-only>
        {t.identities.section.choose}
      </button>
      <Dialog opened={choosing} onClose={() => setChoosing(false)} title={t.identities.section.dialog}>
        <Choose citizenId={citizen.id} />
      </Dialog>
      <Dialog opened={apart !== null} onClose={() => setApart(null)} title={t.identities.section.undoTitle}>
        {apart && <ApartForm merge={apart} onDone={() => setApart(null)} />}
      </Dialog>
    </section>
  )
}

function MergeItem({ merge, onUndo }: { merge: Merge; onUndo: () => void }) {
  const { t } = useSpeech()
  const words = t.identities.section
  return (
    <li className={styles.merged} data-stands={merge.undoneAt === null}>
      <p>
        <span className="strong">{words.because[merge.because]}</span> <Moment at={merge.mergedAt} date /> {words.by(merge.mergedBy)}
      </p>
      <p className={styles.meta}>{merge.reason}</p>
      {merge.undoneAt !== null && (
        <p className={styles.meta}>
          {words.undone(merge.undoneBy ?? '')} <Moment at={merge.undoneAt} date />: {merge.undoneReason}
        </p>
      )}
      {merge.undoneAt === null && (
        <button type="button" className="plain" onClick={onUndo} data-screen-only>
          {words.undo}
        </button>
      )}
    </li>
  )
}

function Choose({ citizenId }: { citizenId: string }) {
  const { t, language } = useSpeech()
  const navigate = useNavigate()
  const [found, setFound] = useState<FoundCitizen[]>([])
  const others = found.filter((one) => one.id !== citizenId)
  return (
    <div className={sheet.form}>
      <FindCitizen onFound={setFound} />
      <ul>
        {others.map((one) => (
          <li key={one.id} className={styles.pick}>
            <span>
              <span className="strong">{one.name}</span>
              {one.birthDate !== null && <span className="soft"> {t.bornOn(formatBirthDate(one.birthDate, language))}</span>}
              {!one.served && <span className={styles.block}>{t.identities.section.notServed}</span>}
            </span>
            {one.served && (
              <Button
                variant="default"
                onClick={() => void navigate({ to: '/borgere/$citizenId/samme-person/$otherId', params: { citizenId, otherId: one.id } })}
              >
                {t.identities.section.pick}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function ApartForm({ merge, onDone }: { merge: Merge; onDone: () => void }) {
  const { t } = useSpeech()
  const telling = useApart(onDone)
  const reason = useReason()
  const save = (event: FormEvent) => {
    event.preventDefault()
    reason.setTried(true)
    if (reason.words !== '') telling.mutate({ merge, reason: reason.words })
  }
  return (
    <form onSubmit={save} className={sheet.form} noValidate>
      <p>{t.identities.section.undoLead}</p>
      <ReasonField label={t.identities.section.undoReason} reason={reason} focused />
      {telling.error && <ProblemNotice error={telling.error} deed />}
      <Button type="submit" fullWidth loading={telling.isPending}>
        {t.identities.section.undo}
      </Button>
    </form>
  )
}
