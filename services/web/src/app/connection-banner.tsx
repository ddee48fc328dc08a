// Says that the connection is gone, what that means, and that nothing needs to be done. It goes by itself.
import { IconCloudOff } from '@tabler/icons-react'
import styles from './shell.module.css'
import { useSpeech } from './texts/index.ts'

export function ConnectionBanner({ lost }: { lost: boolean }) {
  const { t } = useSpeech()
  return (
    <div role="status" data-screen-only>
      {lost && (
        <div className={styles.banner}>
          <IconCloudOff size={20} aria-hidden />
          <span className="strong">{t.connection.lost}</span>
          <span>{t.connection.lostMeans}</span>
        </div>
      )}
    </div>
  )
}
