// Ends PostgreSQL when we could not: PostgreSQL runs apart from our terminal, so that Ctrl-C reaches it last, and would outlive a kill -9.
// A shell of a few hundred kilobytes holds the end of a pipe; that the pipe closes without a word is our death.
import { spawn } from 'node:child_process'

export interface Guard {
  /** This is the process now. */
  watch(pid: number): void
  /** All is stopped in order. */
  dismiss(): void
}

const script = `pid=; while read -r line; do pid=$line; done
[ -z "$pid" ] || [ "$pid" = done ] && exit 0
kill -INT "$pid" 2>/dev/null; left=100
while kill -0 "$pid" 2>/dev/null && [ "$left" -gt 0 ]; do sleep 0.1; left=$((left - 1)); done
kill -KILL "$pid" 2>/dev/null
[ -z "$1" ] || rm -rf "$1"`

/** `home` only says in a list of processes whose guard it is; `scratch` is a folder that goes with the server. */
export function startGuard(home: string, scratch = ''): Guard {
  const shell = spawn('/bin/sh', ['-c', script, 'guard', scratch, home], { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  // Without a shell there is no guard; the next start finds and stops what was left.
  shell.on('error', () => undefined)
  shell.stdin.on('error', () => undefined)
  shell.unref()
  const say = (word: string) => shell.stdin.write(`${word}\n`)
  return {
    watch: (pid) => void say(String(pid)),
    dismiss: () => {
      say('done')
      shell.stdin.end()
    },
  }
}
