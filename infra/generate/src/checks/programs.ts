// Format and types: two programs of others over the whole checkout.
import { relative } from 'node:path'
import type { Check } from '../check-type.ts'
import { getScript, runScript } from '../run-program.ts'

export const format: Check = {
  title: 'format',
  async find(checkout) {
    const args = ['ci', '.', '--reporter=github', '--diagnostic-level=error', '--max-diagnostics=none', '--colors=off']
    const { code, said } = await runScript(getScript('.', '@biomejs/biome'), args, checkout)
    if (code === 0) return []
    const faults = [...said.matchAll(/^::error title=([^,]*),file=([^,]*),line=(\d+)[^:]*::(.*)$/gm)]
    if (faults.length === 0) return [said.trim()]
    return faults.map(([, rule, file, line, text]) => `${relative(checkout, file ?? '')}:${line} ${rule}: ${text}`)
  },
}

export const types: Check = {
  title: 'types',
  async find(checkout) {
    const { code, said } = await runScript(getScript('.', 'typescript'), ['-b', '--pretty', 'false'], checkout)
    if (code === 0) return []
    const faults = said.split('\n').filter((line) => /error TS\d+/.test(line))
    return faults.length > 0 ? faults : [said.trim()]
  },
}
