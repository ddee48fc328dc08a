// The wire of files that are read in.
import { Type } from 'typebox'

export const LineState = Type.Enum(['pending', 'accepted', 'duplicate', 'not-kept', 'refused'])
const Count = Type.Integer({ minimum: 0 })
const Cells = Type.Array(Type.String())
const Counts = Type.Object({ pending: Count, accepted: Count, duplicate: Count, 'not-kept': Count, refused: Count })
const Fault = Type.Object({
  column: Type.Union([Type.String(), Type.Null()], { description: 'As the file names it; null: the whole line.' }),
  code: Type.String({ description: 'Stable.' }),
  text: Type.String({ description: 'What is wrong and what to do, in the language of Accept-Language.' }),
})
const Kind = Type.Union([Type.String(), Type.Null()])
const MaybeCells = Type.Union([Cells, Type.Null()], { description: 'Only of a line that waits for repair.' })

export const ImportPreview = Type.Object(
  {
    encoding: Type.Enum(['utf-8', 'utf-8-bom', 'utf-16', 'windows-1252']),
    separator: Type.String(),
    header: Cells,
    unread: Type.Array(Type.String(), { description: 'Headings that are not understood: their columns are not read.' }),
    counts: Counts,
    lines: Type.Array(Type.Object({ line: Count, state: LineState, kind: Kind, faults: Type.Array(Fault), cells: MaybeCells })),
  },
  { $id: 'ImportPreview' },
)

export const ImportReport = Type.Object(
  {
    id: Type.String(),
    createdAt: Type.String({ format: 'date-time' }),
    createdBy: Type.String(),
    encoding: Type.String(),
    separator: Type.String(),
    header: Cells,
    lines: Count,
    counts: Counts,
  },
  { $id: 'ImportReport' },
)
export const ImportList = Type.Object({ items: Type.Array(ImportReport) }, { $id: 'ImportList' })

const ImportLine = Type.Object({
  line: Count,
  state: LineState,
  etag: Type.String({ description: 'For If-Match.' }),
  kind: Kind,
  faults: Type.Array(Fault),
  cells: MaybeCells,
})
export const ImportLineList = Type.Object(
  { items: Type.Array(ImportLine), nextCursor: Type.Union([Type.String(), Type.Null()]) },
  { $id: 'ImportLineList' },
)

export const ImportId = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const LineOfImport = Type.Object({ id: Type.String({ format: 'uuid' }), line: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }) })
export const Repair = Type.Object(
  { cells: Type.Array(Type.String({ maxLength: 10_000 }), { maxItems: 200 }) },
  { additionalProperties: false },
)
