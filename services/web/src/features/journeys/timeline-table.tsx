// The same facts and deeds as a table, newest first, a page at a time.
import { Button } from '@mantine/core'
import { formatInstant } from '@roedtraad/domain'
import { useState } from 'react'
import type { JourneyTimeline } from '../../api/types.ts'
import { useNow } from '../../app/product-time.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { nameSource } from '../../ui/name-source.ts'
import { touches } from '../../ui/time-axis.ts'
import { useTeamNames } from '../../ui/use-team-names.ts'
import styles from './thread.module.css'
import { type TimelineItem, whoOf } from './timeline-items.ts'
import type { TimelineView } from './use-timeline.ts'

const pageSize = 50

export function TimelineTable({ view, lanes }: { view: TimelineView; lanes: JourneyTimeline['lanes'] }) {
  const { t } = useSpeech()
  const words = t.lists.timeline
  const items = view.items.filter((item) => touches(item.from, item.to, view.axis)).toReversed()
  const [wanted, setPage] = useState(0)
  const page = Math.min(wanted, Math.max(0, Math.ceil(items.length / pageSize) - 1))
  const shown = items.slice(page * pageSize, (page + 1) * pageSize)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className={styles.scroll} aria-label={t.journeys.threadTable} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {(['when', 'until', 'area', 'what', 'by', 'source'] as const).map((column) => (
              <th key={column} scope="col">
                {words.column[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((item) => (
            <Row key={item.id} item={item} lanes={lanes} />
          ))}
        </tbody>
      </table>
      {items.length === 0 && <p className="soft">{words.none}</p>}
      {items.length > pageSize && <Turn page={page} shown={shown.length} count={items.length} onTurn={setPage} />}
    </section>
  )
}

function Turn({ page, shown, count, onTurn }: { page: number; shown: number; count: number; onTurn: (page: number) => void }) {
  const { t } = useSpeech()
  const words = t.lists.timeline
  return (
    <div className={styles.turn} data-screen-only>
      <Button variant="default" disabled={page === 0} onClick={() => onTurn(page - 1)}>
        {words.previous}
      </Button>
      <span role="status">{words.page(page * pageSize + 1, page * pageSize + shown, count)}</span>
      <Button variant="default" disabled={(page + 1) * pageSize >= count} onClick={() => onTurn(page + 1)}>
        {words.next}
      </Button>
    </div>
  )
}

function Row({ item, lanes }: { item: TimelineItem; lanes: JourneyTimeline['lanes'] }) {
  const { t, language } = useSpeech()
  const now = useNow()
  const { nameOf } = useTeamNames()
  const date = (at: string) => formatInstant(at, language, now)
  return (
    <tr>
      <td>{date(item.from)}</td>
      <td>{item.to === null ? t.lists.timeline.lasts : item.to === item.from ? '' : date(item.to)}</td>
      <td>{lanes.find((lane) => lane.area.id === item.area)?.area.name[language]}</td>
      <td className={styles.what}>{item.text}</td>
      <td>{whoOf(item, nameOf, t.lists.product)}</td>
      <td>{item.source === null ? '' : nameSource(item.source, t)}</td>
    </tr>
  )
}
