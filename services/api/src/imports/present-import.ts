// Reports of files in the shape of the wire: faults with their sentences, counts of each state.
import { type ImportFault, type ImportLineState, type Language, tellImportFault } from '@roedtraad/domain'
import type { ImportPreview, ImportReport, ReportedLine } from '@roedtraad/use-cases'
import { toEtag } from '../plugins/preconditions.ts'

const presentFaults = (faults: readonly ImportFault[], language: Language) =>
  faults.map((fault) => ({ ...fault, text: tellImportFault(fault, language) }))

export function presentPreview({ lines, ...preview }: ImportPreview, language: Language) {
  const count = (state: ImportLineState) => lines.filter((line) => line.state === state).length
  return {
    ...preview,
    encoding: preview.encoding as 'utf-8',
    counts: {
      pending: 0,
      accepted: count('accepted'),
      duplicate: count('duplicate'),
      'not-kept': count('not-kept'),
      refused: count('refused'),
    },
    lines: lines.map(({ line, state, kind, faults, cells }) => ({
      line,
      state,
      kind,
      faults: presentFaults(faults, language),
      cells: state === 'refused' ? cells : null,
    })),
  }
}

export function presentReport({ id, createdAt, createdBy, createdByName, encoding, separator, header, lines, counts }: ImportReport) {
  return { id, createdAt, createdBy: createdByName ?? createdBy, encoding, separator, header, lines, counts }
}

export function presentLine({ line, state, version, kind, faults, cells }: ReportedLine, language: Language) {
  return { line, state, etag: toEtag(version), kind, faults: presentFaults(faults, language), cells }
}
