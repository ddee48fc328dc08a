// How many lines became what; each number shows its lines.
import type { ImportCounts, LineState } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { useNumber } from './count.ts'
import styles from './imports.module.css'

const order: readonly LineState[] = ['refused', 'accepted', 'duplicate', 'not-kept', 'pending']

interface Props {
  counts: ImportCounts
  /** The words for the states: what they are, or what they will be. */
  words: Record<string, string>
  chosen: LineState | null
  onChoose: (state: LineState | null) => void
}

export function LineFilter({ counts, words, chosen, onChoose }: Props) {
  const { t } = useSpeech()
  const number = useNumber()
  const all = order.reduce((sum, state) => sum + counts[state], 0)
  const choices: [LineState | null, string, number][] = [
    [null, t.imports.all, all],
    ...order
      .filter((state) => counts[state] > 0)
      .map((state): [LineState, string, number] => [state, words[state] ?? state, counts[state]]),
  ]
  return (
    <fieldset className={styles.filter}>
      <legend className="hidden">{t.imports.filter}</legend>
      {choices.map(([state, word, count]) => (
        <button key={word} type="button" className={styles.state} aria-pressed={state === chosen} onClick={() => onChoose(state)}>
          <span className={styles.count}>{number(count)}</span> {word}
        </button>
      ))}
    </fieldset>
  )
}
