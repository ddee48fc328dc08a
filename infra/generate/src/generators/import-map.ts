// Which room imports which, as the code has it today, for ARCHITECTURE.md. Tests, `infra` and `test` are left out: they may import all.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readImports } from '../cruise.ts'
import { root } from '../files.ts'
import { rooms } from '../rooms.ts'

const begin = '<!-- import map: begin -->'
const end = '<!-- import map: end -->'

/** The text of ARCHITECTURE.md with the map between its two markers; a title and the markers where there is no such file. Throws where the markers are gone. */
export async function generateArchitecture(): Promise<string> {
  const file = join(root, 'ARCHITECTURE.md')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : `# Architecture\n\n${begin}\n${end}\n`
  const [before, after] = [text.indexOf(begin), text.indexOf(end)]
  if (before < 0 || after < before)
    throw new Error(`ARCHITECTURE.md has lost its markers: put "${begin}" and "${end}" where the map shall stand.`)
  return `${text.slice(0, before)}${begin}\n${draw(await listEdges())}\n${text.slice(after)}`
}

async function listEdges(): Promise<string[]> {
  const { modules } = await readImports(root)
  const edges = modules
    .filter(({ source }) => !/\.test\.tsx?$|\/testing\//.test(source))
    .flatMap(({ source, dependencies }) => dependencies.map(({ resolved }) => [findRoom(source), findRoom(resolved)]))
    .flatMap(([from, to]) => (from === undefined || to === undefined || from === to ? [] : [`${nameOf(from)} --> ${nameOf(to)}`]))
  return [...new Set(edges)].sort()
}

function findRoom(file: string): string | undefined {
  return Object.keys(rooms).find((room) => file.startsWith(`${room}/`))
}

const nameOf = (room: string) => room.slice(room.indexOf('/') + 1)

function draw(edges: readonly string[]): string {
  const group = (folder: string) => {
    const names = Object.keys(rooms).filter((room) => room.startsWith(`${folder}/`))
    return [`  subgraph ${folder}`, ...names.map((room) => `    ${nameOf(room)}`), '  end']
  }
  return ['```mermaid', 'flowchart TD', ...group('services'), ...group('packages'), ...edges.map((edge) => `  ${edge}`), '```'].join('\n')
}
