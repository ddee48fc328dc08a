// Danish public holidays as a table, from the maintained rules of date-holidays: the library is 12 MB and the product needs a few hundred dates.
import Holidays from 'date-holidays'

const firstYear = 2015
const lastYear = 2045

/** The text of packages/domain/src/calendar/danish-holidays.generated.ts. */
export function generateHolidays(): string {
  const calendar = new Holidays('DK')
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index)
  const lines = years.map((year) => {
    const dates = calendar.getHolidays(year).filter((day) => day.type === 'public' || day.type === 'bank')
    return `  ${[...new Set(dates.map((day) => `'${day.date.slice(0, 10)}'`))].sort().join(', ')},`
  })
  return `// Made by \`npm run generate\` from date-holidays. Days on which municipal offices are closed, ${firstYear} to ${lastYear}.
import type { Holidays } from './working-days.ts'

/** Danish public holidays; Store Bededag until 2023. */
export const danishHolidays: Holidays = new Set([
${lines.join('\n')}
])
`
}
