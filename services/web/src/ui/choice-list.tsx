// A few choices, each a large target with a line that says what it means.
import { useId } from 'react'
import styles from './choice-list.module.css'

interface Props<T extends string> {
  legend: string
  value: T | null
  onChange: (value: T) => void
  choices: readonly { value: T; label: string; hint: string | undefined }[]
  error?: string | undefined
}

export function ChoiceList<T extends string>({ legend, value, onChange, choices, error }: Props<T>) {
  const name = useId()
  return (
    <fieldset className={styles.choices} aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="hidden">{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input type="radio" name={name} value={choice.value} checked={value === choice.value} onChange={() => onChange(choice.value)} />
          <span>
            <span className="strong">{choice.label}</span>
            {choice.hint && <span className={styles.hint}>{choice.hint}</span>}
          </span>
        </label>
      ))}
      {error && (
        <p id={`${name}-error`} className="small" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
