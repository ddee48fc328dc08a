// Who did what to the journey while its page, or a form on it, is open.
import { useSpeech } from '../../app/texts/index.ts'
import { Moment } from '../../ui/moment.tsx'
import styles from './news.module.css'
import type { News } from './use-news.ts'

const most = 3

export function PageNews({ news, inForm = false }: { news: News; inForm?: boolean }) {
  const { t } = useSpeech()
  return (
    <div className={inForm ? styles.inForm : styles.place} role="status" data-screen-only>
      {news.entries.length > 0 && (
        <div className={styles.news}>
          <div>
            <p className="strong">{t.lists.pageChanged}</p>
            <ul>
              {news.entries.slice(0, most).map((entry) => (
                <li key={entry.id}>
                  {entry.by?.name ?? t.lists.product} {entry.text}{' '}
                  <span className="soft small">
                    <Moment at={entry.at} relative={false} />
                  </span>
                </li>
              ))}
            </ul>
            <p className="soft small">{t.lists.pageChangedText}</p>
          </div>
          <button type="button" className="plain" onClick={news.seen}>
            {t.lists.seen}
          </button>
        </div>
      )}
    </div>
  )
}
