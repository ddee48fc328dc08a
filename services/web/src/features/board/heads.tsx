// The first line of a table; what is counted stands to the right.
interface Props {
  columns: readonly { text: string; counts?: boolean }[]
}

export function Heads({ columns }: Props) {
  return (
    <thead>
      <tr>
        {columns.map(({ text, counts = false }) => (
          <th key={text} scope="col" data-number={counts || undefined}>
            {text}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** A column of numbers. */
export const counted = (text: string) => ({ text, counts: true })
