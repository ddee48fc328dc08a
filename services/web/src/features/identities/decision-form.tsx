// Whom a waiting number means: one of those who look alike, somebody who is searched for, somebody new, or nobody.
import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Candidate, WaitingIdentity } from '../../api/identity-queries.ts'
import type { FoundCitizen } from '../../api/types.ts'
import { type Speech, useSpeech } from '../../app/texts/index.ts'
import { formatBirthDate } from '../../ui/birth-date.ts'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { FindCitizen } from './find-citizen.tsx'
import styles from './identities.module.css'
import { ReasonField, useReason } from './reason-field.tsx'
import { tellReasons } from './tell-reasons.ts'
import { useDecision } from './use-decision.ts'

const decisions = ['registered', 'same-person', 'set-aside'] as const
type Decision = (typeof decisions)[number]

export function DecisionForm({ waiting }: { waiting: WaitingIdentity }) {
  const speech = useSpeech()
  const { t } = speech
  const deciding = useDecision(waiting)
  const [choice, setChoice] = useState<string | null>(null)
  const [found, setFound] = useState<FoundCitizen[]>([])
  const reason = useReason()
  const isKnown = waiting.problem === 'another-person'
  const save = (event: FormEvent) => {
    event.preventDefault()
    reason.setTried(true)
    if (choice !== null && reason.words !== '') deciding.mutate({ ...toDecision(choice), reason: reason.words })
  }
  const more = found.filter((one) => !waiting.candidates.some((candidate) => candidate.id === one.id))
  return (
    <form onSubmit={save} className={styles.form} noValidate>
      <h2>{t.identities.who}</h2>
      {!isKnown && waiting.candidates.length === 0 && <p className="soft">{t.identities.noCandidates}</p>}
      <ChoiceList
        legend={t.identities.who}
        value={choice}
        onChange={setChoice}
        choices={listChoices(waiting, more, speech)}
        error={reason.tried && choice === null ? t.identities.choiceMissing : undefined}
      />
      {!isKnown && <FindCitizen onFound={setFound} />}
      <ReasonField label={t.identities.reason} reason={reason} />
      {deciding.error && <ProblemNotice error={deciding.error} deed />}
      <Button type="submit" className={styles.save} loading={deciding.isPending}>
        {t.identities.save}
      </Button>
    </form>
  )
}

function toDecision(choice: string): { decision: 'matched'; citizenId: string } | { decision: Decision } {
  const fixed = decisions.find((one) => one === choice)
  return fixed === undefined ? { decision: 'matched', citizenId: choice } : { decision: fixed }
}

function listChoices(waiting: WaitingIdentity, found: readonly FoundCitizen[], { t, language }: Speech) {
  const named = ({ name, birthDate }: Pick<Candidate, 'name' | 'birthDate'>) =>
    birthDate === null ? name : `${name}, ${t.bornOn(formatBirthDate(birthDate, language))}`
  const citizens = waiting.candidates.map((one) => ({ value: one.id, label: named(one), hint: tellReasons(one.reasons, t) }))
  const others = found.map((one) => ({ value: one.id, label: named(one), hint: t.citizens.match[one.because] }))
  const possible = waiting.problem === 'another-person' ? (['same-person', 'set-aside'] as const) : (['registered', 'set-aside'] as const)
  const fixed = possible
    .filter((one) => one !== 'registered' || waiting.told !== null)
    .map((one) => ({ value: one, label: t.identities.decide[one], hint: t.identities.decide[`${one}Hint`] }))
  return [...citizens, ...others, ...fixed]
}
