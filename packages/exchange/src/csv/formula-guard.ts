// A cell that begins as a formula is run by the spreadsheet of whoever opens the file. An apostrophe before it makes it text (OWASP, CSV injection).

const formula = /^'*[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/
const guarded = /^'+[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/

/** The cell, made harmless. */
export function guardFormula(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell
}

/** The cell as it was before it was guarded. */
export function undoFormulaGuard(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell
}
