// The keys, and the switch for those whose aids would press them by accident.
import { Switch } from '@mantine/core'
import { Dialog } from '../ui/dialog.tsx'
import styles from './keys-dialog.module.css'
import { useKeyboard } from './shortcuts.tsx'
import { useSpeech } from './texts/index.ts'

type KeyName = keyof ReturnType<typeof useSpeech>['t']['keys']['list']
const groups: { name: 'go' | 'list' | 'card'; keys: [string, KeyName][] }[] = [
  {
    name: 'go',
    keys: [
      ['g d', 'day'],
      ['g f', 'journeys'],
      ['g b', 'citizens'],
      ['g t', 'board'],
      ['g m', 'matching'],
      ['/', 'search'],
      ['n', 'register'],
      ['?', 'help'],
    ],
  },
  {
    name: 'list',
    keys: [
      ['j', 'next'],
      ['k', 'previous'],
      ['Enter', 'open'],
    ],
  },
  {
    name: 'card',
    keys: [
      ['a', 'acknowledge'],
      ['o', 'outcome'],
      ['z', 'undo'],
    ],
  },
]

export function KeysDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useSpeech()
  const { enabled, setEnabled } = useKeyboard()
  return (
    <Dialog opened={opened} onClose={onClose} title={t.keys.title}>
      <p className="soft small">{t.keys.lead}</p>
      {groups.map(({ name, keys }) => (
        <section key={name} className={styles.group}>
          <h3>{t.keys.groups[name]}</h3>
          <dl className={styles.keys}>
            {keys.map(([key, what]) => (
              <div key={key} className={styles.line}>
                <dt>
                  <Keys keys={key} />
                </dt>
                <dd>{t.keys.list[what]}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <Switch checked={enabled} onChange={(event) => setEnabled(event.currentTarget.checked)} label={t.keys.enabled} />
    </Dialog>
  )
}

function Keys({ keys }: { keys: string }) {
  const { t } = useSpeech()
  return keys.split(' ').map((key, index) => (
    <span key={key}>
      {index > 0 && <span className="soft small"> {t.keys.sequence} </span>}
      <kbd className={styles.key}>{key}</kbd>
    </span>
  ))
}
