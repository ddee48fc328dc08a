// Indlæsning: choose a file, see what every line of it would become, read it in; and the reports of those before.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { importListQuery } from '../../api/import-queries.ts'
import { useApi } from '../../api/queries.ts'
import type { ImportReport, MyTeam } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { Moment } from '../../ui/moment.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { Waiting } from '../../ui/waiting.tsx'
import { ChooseFile } from './choose-file.tsx'
import { ColumnHelp } from './column-help.tsx'
import { useNumber } from './count.ts'
import { ImportProblem } from './import-problem.tsx'
import styles from './imports.module.css'
import { Preview } from './preview.tsx'
import { usePreview } from './use-imports.ts'

export function ImportsPage() {
  const { team } = useSession()
  const { t } = useSpeech()
  usePageTitle(t.imports.title)
  if (!team?.lead) return <Quiet level={1} title={t.imports.onlyLeads.title} text={t.imports.onlyLeads.text} />
  return <Imports key={team.id} team={team} />
}

function Imports({ team }: { team: MyTeam }) {
  const { t, language } = useSpeech()
  const heading = useArrival<HTMLHeadingElement>()
  const [file, setFile] = useState<File | null>(null)
  const preview = usePreview()
  const choose = (chosen: File) => {
    setFile(chosen)
    preview.mutate(chosen)
  }
  const shown = file !== null && preview.data !== undefined
  return (
    <div className={styles.page}>
      <h1 ref={heading} tabIndex={-1}>
        {t.imports.title}
      </h1>
      <p className={styles.lead}>{t.imports.lead(team.area.name[language])}</p>
      <ChooseFile label={shown ? t.imports.chooseOther : t.imports.choose} onChoose={choose} pending={preview.isPending} quiet={shown} />
      {preview.error && <ImportProblem error={preview.error} />}
      {shown ? <Preview key={file.lastModified + file.name} file={file} preview={preview.data} /> : <ColumnHelp />}
      <Before />
      <p className={styles.other}>
        <Link to="/indlaesning/sagslog">{t.imports.caseLog.link}</Link>
      </p>
    </div>
  )
}

function Before() {
  const { t } = useSpeech()
  const query = useQuery(importListQuery(useApi()))
  return (
    <section className={styles.section} aria-labelledby="imports-before">
      <h2 id="imports-before">{t.imports.before}</h2>
      {query.isPending && <Waiting />}
      {query.error && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && <p className="soft">{t.imports.none}</p>}
      <ul className={styles.rows}>
        {query.data?.map((one) => (
          <BeforeRow key={one.id} report={one} />
        ))}
      </ul>
    </section>
  )
}

function BeforeRow({ report }: { report: ImportReport }) {
  const { t } = useSpeech()
  const number = useNumber()
  const waiting = report.counts.refused + report.counts.pending
  return (
    <li className={styles.before}>
      <span>
        <Link to="/indlaesning/$importId" params={{ importId: report.id }} className="strong">
          <Moment at={report.createdAt} relative={false} />
        </Link>{' '}
        <span className="soft small">{t.imports.by(report.createdBy)}</span>
      </span>
      <span>{t.imports.summary(number(report.lines))}</span>
      <span className={waiting > 0 ? 'strong' : 'soft'}>{waiting > 0 ? t.imports.waits(number(waiting)) : t.imports.allIn}</span>
    </li>
  )
}
