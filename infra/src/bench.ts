// `npm run bench`: ratios against the bare limit, measured in one run on one machine. Absolute times of a shared machine prove nothing.
// BENCH_SECONDS sets the length of a round (4 unless told), BENCH_CITIZENS the size of the municipality whose pages are measured (200,000 unless told, which takes
// a quarter of an hour and 15 GB). Exit code 1 when a bound does not hold.
import { type Figure, measureIngest } from './bench/ingest.ts'
import { measureLive } from './bench/live.ts'
import { measureScale, sizeOf } from './bench/scale.ts'
import { openStage } from './bench/stage.ts'

const size = sizeOf(Number(process.env['BENCH_CITIZENS'] ?? 200_000))
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4)
const stage = await openStage()
try {
  const { rows } = await stage.admin.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') order by name`,
  )
  const settings = rows.map((row) => `${row.name}=${row.setting}`).join(' ')
  if (/off/.test(settings)) throw new Error(`measured without durability (${settings}): the figures would be worth nothing`)
  process.stdout.write(`PostgreSQL ${settings}; Node ${process.versions.node}; rounds of ${seconds} s\n`)
  const figures: Figure[] = []
  for (const measure of [() => measureLive(stage), () => measureIngest(stage, seconds), () => measureScale(stage, size)]) {
    const measured = await measure()
    figures.push(...measured)
    for (const figure of measured) process.stdout.write(present(figure))
  }
  process.exitCode = figures.every((figure) => figure.holds) ? 0 : 1
} finally {
  await stage.close()
}

function present({ holds, name, ours, bare, ratio, bound }: Figure): string {
  return `${holds ? 'ok' : 'no'}  ${name}: ours ${ours}, bare ${bare}, ratio ${ratio.toFixed(2)} (bound ${bound})\n`
}
