// The filters that a worker keeps for herself: each one press away, named anew or taken away where it is in use.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { savedFiltersQuery } from '../../api/board-queries.ts'
import { useApi } from '../../api/queries.ts'
import type { SavedFilter } from '../../api/types.ts'
import { useSpeech } from '../../app/texts/index.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FilterName } from './filter-name.tsx'
import { fromFilter, isSameSearch, type JourneySearch, toFilter } from './journey-views.ts'
import styles from './list.module.css'
import { useSavedFilters } from './use-saved-filters.ts'

export function SavedFilters({ search }: { search: JourneySearch }) {
  const { t } = useSpeech()
  const { data: kept = [] } = useQuery(savedFiltersQuery(useApi()))
  const [naming, setNaming] = useState<'new' | SavedFilter | null>(null)
  const { remove } = useSavedFilters()
  const current = kept.find((one) => isSameSearch(fromFilter(one.filter), search))
  const isKeepable = current === undefined && Object.keys(toFilter(search)).length > 0
  return (
    <>
      <Chips kept={kept} current={current} />
      {isKeepable && (
        <Button variant="default" onClick={() => setNaming('new')}>
          {t.lists.keep}
        </Button>
      )}
      {current && (
        <span className={styles.deeds}>
          <button type="button" className="plain" onClick={() => setNaming(current)}>
            {t.lists.rename}
          </button>
          <button type="button" className="plain" onClick={() => remove.mutate(current)}>
            {t.lists.remove}
          </button>
        </span>
      )}
      <Dialog opened={naming !== null} onClose={() => setNaming(null)} title={naming === 'new' ? t.lists.keepTitle : t.lists.renameTitle}>
        {naming && <FilterName filter={naming === 'new' ? null : naming} content={toFilter(search)} onSaved={() => setNaming(null)} />}
      </Dialog>
    </>
  )
}

function Chips({ kept, current }: { kept: SavedFilter[]; current: SavedFilter | undefined }) {
  const { t } = useSpeech()
  if (kept.length === 0) return null
  return (
    <nav className={styles.saved} aria-label={t.lists.mine}>
      {kept.map((one) => (
        <Link
          key={one.id}
          to="/forloeb"
          search={fromFilter(one.filter)}
          className={styles.chip}
          aria-current={one === current ? 'page' : undefined}
        >
          {one.name}
        </Link>
      ))}
    </nav>
  )
}
