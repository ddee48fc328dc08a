// What stands above a paper on the screen and not on the paper: the way back, and the ways out.
import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSpeech } from '../../app/texts/index.ts'
import styles from './papers.module.css'

export function PaperTools({ journeyId, children }: { journeyId: string; children?: ReactNode }) {
  const { t } = useSpeech()
  return (
    <div className={styles.tools} data-screen-only>
      <Link to="/forloeb/$journeyId" params={{ journeyId }} className={styles.back}>
        ‹ {t.paper.back}
      </Link>
      <span className={styles.ways}>
        {children}
        <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          {t.paper.print}
        </Button>
      </span>
    </div>
  )
}
