// How a consent was given: in which form, by whom, when, what for, and until when.
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useSpeech } from '../../app/texts/index.ts'
import { self, type Written } from './written.ts'

interface Props {
  written: Written
  set: <K extends keyof Written>(name: K, value: Written[K]) => void
  forms: readonly string[]
  missing: readonly string[]
}

export function Giving(props: Props) {
  const { t } = useSpeech()
  const { written, set } = props
  return (
    <>
      <Form {...props} />
      <Purpose {...props} />
      <TextInput type="date" label={t.grounds.dialog.to} value={written.to} onChange={(event) => set('to', event.currentTarget.value)} />
    </>
  )
}

function Form({ written, set, forms, missing }: Props) {
  const { t } = useSpeech()
  const words = t.grounds.dialog
  const givers = [
    { value: self, label: words.givenBySelf },
    { value: 'guardian', label: words.guardian },
    { value: 'proxy', label: words.proxy },
  ]
  const named = forms.map((one) => ({ value: one, label: t.grounds.forms[one] ?? one }))
  return (
    <>
      <NativeSelect label={words.form} value={written.form} onChange={(event) => set('form', event.currentTarget.value)} data={named} />
      <TextInput
        type="date"
        label={words.givenAt}
        value={written.givenAt}
        onChange={(event) => set('givenAt', event.currentTarget.value)}
      />
      <NativeSelect
        label={words.givenBy}
        value={written.givenBy}
        onChange={(event) => set('givenBy', event.currentTarget.value)}
        data={givers}
      />
      {written.givenBy !== self && (
        <TextInput
          label={words.representativeName}
          value={written.representative}
          onChange={(event) => set('representative', event.currentTarget.value)}
          maxLength={200}
          error={missing.includes('representative') ? t.journeys.missing : undefined}
        />
      )}
    </>
  )
}

function Purpose({ written, set, missing }: Props) {
  const { t } = useSpeech()
  const words = t.grounds.dialog
  const purposes = Object.entries(t.grounds.purposes).map(([value, label]) => ({ value, label }))
  return (
    <>
      <NativeSelect
        label={words.purposeCode}
        value={written.purposeCode}
        onChange={(event) => set('purposeCode', event.currentTarget.value)}
        data={purposes}
      />
      <Textarea
        label={words.purpose}
        value={written.purpose}
        onChange={(event) => set('purpose', event.currentTarget.value)}
        maxLength={2_000}
        autosize
        minRows={2}
        error={missing.includes('purpose') ? t.journeys.missing : undefined}
      />
    </>
  )
}
