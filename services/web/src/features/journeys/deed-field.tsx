// One field of a deed's form.
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { followUpResults, journeyTexts, partyKinds, partyKnowledge, partyRights } from '@roedtraad/domain'
import { useQuery } from '@tanstack/react-query'
import { teamsQuery, useApi } from '../../api/queries.ts'
import type { Journey } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import type { Field } from './deed-forms.ts'
import styles from './journey.module.css'
import { useGroundChoices } from './use-ground-choices.ts'

interface Props {
  field: Field
  value: string | string[] | undefined
  onChange: (value: string | string[]) => void
  journey: Journey
  /** The team chosen in another field, for its workers. */
  team: string
  error: string | undefined
  first: boolean
}

export function DeedField(props: Props) {
  const { field, value, onChange, error, first } = props
  const { t } = useSpeech()
  const label = `${t.journeys.fields[field.label]}${field.optional ? ` ${t.journeys.optional}` : ''}`
  const shared = { label, error, ...(first ? { 'data-autofocus': true } : {}) }
  const text = typeof value === 'string' ? value : ''
  switch (field.kind) {
    case 'words':
      return (
        <Textarea
          {...shared}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
          maxLength={20_000}
          autosize
          minRows={2}
        />
      )
    case 'line':
      return <TextInput {...shared} value={text} onChange={(event) => onChange(event.currentTarget.value)} maxLength={200} />
    case 'phone':
      return <TextInput {...shared} type="tel" value={text} onChange={(event) => onChange(event.currentTarget.value)} maxLength={40} />
    case 'number':
      return (
        <TextInput {...shared} type="number" min={5} max={600} value={text} onChange={(event) => onChange(event.currentTarget.value)} />
      )
    case 'date':
    case 'day':
      return <TextInput {...shared} type="date" value={text} onChange={(event) => onChange(event.currentTarget.value)} />
    case 'moment':
      return <TextInput {...shared} type="datetime-local" value={text} onChange={(event) => onChange(event.currentTarget.value)} />
    case 'choices':
      return <Several {...props} label={label} />
    default:
      return <OneOf {...props} shared={shared} />
  }
}

type Choice = { value: string; label: string }

function OneOf({ value, onChange, shared, ...props }: Props & { shared: { label: string; error: string | undefined } }) {
  const { t } = useSpeech()
  const choices = useChoices(props)
  return (
    <NativeSelect
      {...shared}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: t.journeys.choose }, ...choices]}
    />
  )
}

function Several({ field, value, onChange, label, journey, team }: Props & { label: string }) {
  const choices = useChoices({ field, journey, team })
  const chosen = Array.isArray(value) ? value : []
  return (
    <Checkbox.Group label={label} value={chosen} onChange={onChange}>
      <div className={styles.checks}>
        {choices.map((choice) => (
          <Checkbox key={choice.value} value={choice.value} label={choice.label} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

function useChoices({ field, journey, team }: Pick<Props, 'field' | 'journey' | 'team'>): Choice[] {
  const api = useApi()
  const { language } = useSpeech()
  const { nameOf } = useTeamNames()
  const { data: teams = [] } = useQuery(teamsQuery(api))
  const grounds = useGroundChoices(journey.citizen.id)
  const named = useNamedChoices(field)
  const taking = journey.teams.filter((one) => one.to === null).map((one) => one.team)
  switch (field.kind) {
    case 'team':
      return teams
        .filter((one) => !taking.includes(one.id) && one.area !== 'family')
        .map((one) => ({ value: one.id, label: one.name[language] }))
    case 'participant':
      return taking.map((id) => ({ value: id, label: nameOf(id) }))
    case 'worker':
      return (teams.find((one) => one.id === team)?.members ?? []).map(({ username, name }) => ({ value: username, label: name }))
    case 'goal':
      return journey.goals.filter((goal) => goal.ended === null).map(({ id, title }) => ({ value: id, label: title }))
    case 'ground':
      return grounds
    default:
      return named
  }
}

/** Choices that are words and not data. */
function useNamedChoices({ choices }: Field): Choice[] {
  const { t, language } = useSpeech()
  const texts = journeyTexts(language)
  const from = <K extends string>(keys: readonly K[], words: Record<K, string>) => keys.map((value) => ({ value, label: words[value] }))
  switch (choices) {
    case 'level':
      return from(['inform', 'coordinate', 'one-plan'] as const, texts.level)
    case 'goalResult':
      return from(['reached', 'dropped'] as const, { reached: t.journeys.reached, dropped: t.journeys.dropped })
    case 'followUp':
      return from(followUpResults, texts.followUp)
    case 'party':
      return from(partyKinds, texts.party)
    case 'know':
      return from(partyKnowledge, t.journeys.know)
    case 'may':
      return from(partyRights, t.journeys.may)
    case 'audience':
      return from(['team', 'journey'] as const, { team: t.journeys.onlyTeam, journey: t.journeys.forAll })
    case 'closed':
      return from(['agreed', 'citizen-declined', 'moved', 'died', 'opened-by-mistake'] as const, texts.closed)
    case 'consentForm':
      return from(['oral', 'written', 'digital'] as const, t.grounds.forms as Record<'oral' | 'written' | 'digital', string>)
    case 'standing':
      return from(['stands', 'replaced'] as const, t.journeys.planStandings)
    case 'helped':
      return from(['yes', 'partly', 'no', 'not-asked'] as const, t.journeys.helped)
    default:
      return []
  }
}
