// A case log of another system: which deadlines were met, and by how much the others were not. Looked at, and not kept.
import { Switch, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseLogAnalysis } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { useSpeech } from '../../app/texts/index.ts'
import { Moment } from '../../ui/moment.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { useArrival } from '../../ui/use-arrival.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { ChooseFile } from './choose-file.tsx'
import { useNumber } from './count.ts'
import { ImportProblem } from './import-problem.tsx'
import styles from './imports.module.css'
import { useCaseLog } from './use-imports.ts'

export function CaseLogPage() {
  const { team } = useSession()
  const { t } = useSpeech()
  usePageTitle(t.imports.caseLog.title)
  if (!team?.lead) return <Quiet level={1} title={t.imports.onlyLeads.title} text={t.imports.onlyLeads.text} />
  return <CaseLog />
}

function CaseLog() {
  const { t } = useSpeech()
  const heading = useArrival<HTMLHeadingElement>()
  const [file, setFile] = useState<File | null>(null)
  const [working, setWorking] = useState(false)
  const [wish, setWish] = useState<Record<string, string>>({})
  const log = useCaseLog()
  const look = (chosen: File, inWorkingDays: boolean) => {
    setFile(chosen)
    setWorking(inWorkingDays)
    log.mutate({ file: chosen, working: inWorkingDays, wish })
  }
  return (
    <div className={styles.page}>
      <p className="small">
        <Link to="/indlaesning">{t.imports.back}</Link>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {t.imports.caseLog.title}
      </h1>
      <p className={styles.lead}>{t.imports.caseLog.lead}</p>
      <Wishes wish={wish} onChange={setWish} />
      <Switch
        className={styles.switch}
        checked={working}
        label={t.imports.caseLog.working}
        onChange={(event) => (file === null ? setWorking(event.currentTarget.checked) : look(file, event.currentTarget.checked))}
      />
      <ChooseFile
        label={t.imports.caseLog.choose}
        onChoose={(chosen) => look(chosen, working)}
        pending={log.isPending}
        quiet={log.data !== undefined}
      />
      {log.error && <ImportProblem error={log.error} />}
      {log.data && !log.error && <Analysis analysis={log.data} working={log.variables?.working ?? false} />}
    </div>
  )
}

function Wishes({ wish, onChange }: { wish: Record<string, string>; onChange: (wish: Record<string, string>) => void }) {
  const { t } = useSpeech()
  return (
    <details className={styles.help}>
      <summary>{t.imports.caseLog.wish}</summary>
      <p className="soft">{t.imports.caseLog.wishHelp}</p>
      <div className={styles.wishes}>
        {Object.entries(t.imports.caseLog.wishes).map(([name, label]) => (
          <TextInput
            key={name}
            label={label}
            value={wish[name] ?? ''}
            maxLength={100}
            onChange={(event) => onChange({ ...wish, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
    </details>
  )
}

function Analysis({ analysis, working }: { analysis: CaseLogAnalysis; working: boolean }) {
  const { t } = useSpeech()
  const number = useNumber()
  const { medianDaysLate: median, mostDaysLate: most, counts } = analysis
  return (
    <section className={styles.section} aria-label={t.imports.caseLog.title}>
      <h2>{t.imports.caseLog.cases(number(analysis.cases), number(analysis.steps))}</h2>
      <dl className={styles.figures}>
        {Object.entries(counts).map(([state, count]) => (
          <div key={state}>
            <dt className="soft">{t.imports.caseLog.states[state]}</dt>
            <dd>{number(count)}</dd>
          </div>
        ))}
      </dl>
      <p>{median === null || most === null ? t.imports.caseLog.noneLate : t.imports.caseLog.late(number(median), number(most), working)}</p>
      {counts.running + counts.overdue > 0 && <p className="soft small">{t.imports.caseLog.until}</p>}
      {analysis.faults.length > 0 && <p>{t.imports.caseLog.faults(number(analysis.faults.length))}</p>}
      {analysis.late.length > 0 && <LateCases analysis={analysis} working={working} />}
    </section>
  )
}

function LateCases({ analysis, working }: { analysis: CaseLogAnalysis; working: boolean }) {
  const { t } = useSpeech()
  const words = t.imports.caseLog
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by the keyboard.
    <section className={styles.scroll} tabIndex={0} aria-label={words.latest}>
      <table className={styles.table}>
        <caption>{words.latest}</caption>
        <thead>
          <tr>
            <th scope="col">{words.case}</th>
            <th scope="col">{words.deadline}</th>
            <th scope="col">{words.finished}</th>
            <th scope="col">{working ? words.workingDays : words.days}</th>
            <th scope="col">{words.last}</th>
          </tr>
        </thead>
        <tbody>
          {analysis.late.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.id}</th>
              <td>{one.deadline !== null && <Moment at={one.deadline} relative={false} date />}</td>
              <td>{one.finished === null ? words.stillRuns : <Moment at={one.finished} relative={false} date />}</td>
              <td>{one.days}</td>
              <td>{[one.lastStep, one.lastBy].filter(Boolean).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
