// Pure rooms ask nobody: no clock, no lots, no network, no process. The walls see imports; this sees what needs no import.
// A local name may shadow a global one; then it is a bad name.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import type { Check } from '../check-type.ts'
import { listFiles } from '../files.ts'
import { pureRooms } from '../rooms.ts'
import { lineOf, parse } from '../syntax.ts'

const impureMembers = ['Date.now', 'Math.random', 'performance.now', 'Temporal.Now', 'crypto.randomUUID', 'crypto.getRandomValues']
const impureGlobals = ['fetch', 'process', 'console', 'globalThis', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']

function find(checkout: string): string[] {
  const files = listFiles(checkout, pureRooms).filter((file) => /\/src\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  return files.flatMap((file) => listImpurities(file, readFileSync(join(checkout, file), 'utf8')))
}

function listImpurities(file: string, text: string): string[] {
  const source = parse(file, text)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const impurity = findImpurity(node)
    if (impurity !== undefined)
      found.push(`${file}:${lineOf(source, node.getStart())} uses ${impurity}: what a pure room needs of the world is passed in`)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function findImpurity(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0) return 'new Date()'
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()'
  if (ts.isPropertyAccessExpression(node)) return impureMembers.find((name) => name === node.getText())
  if (!ts.isIdentifier(node) || !isFree(node)) return undefined
  return impureGlobals.find((name) => name === node.text)
}

/** Whether a name stands for itself, and is not a member, a key, a type or what is being named. */
function isFree({ parent, text, pos }: ts.Identifier): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.expression.getText() === text && parent.expression.pos === pos
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent) || ts.isElementAccessExpression(parent)) return true
  return false
}

export const purity: Check = {
  title: 'purity',
  find,
  planted: {
    files: {
      'packages/domain/src/clock.ts':
        'const a = new Date()\nconst b = Date.now()\nconst c = Math.random()\nvoid fetch("x")\nconst d = process.env\nconsole.log(d)\n',
      'packages/domain/src/passed-in.ts':
        'interface Way { process: string; fetch(): void }\nexport const later = (now: Date, way: Way) => [new Date(now), Math.max(1, 2), way.process, way.fetch()]\n',
      'packages/domain/src/clock.test.ts': 'console.log(Date.now())\n',
      'services/worker/src/clock.ts': 'export const now = () => Date.now()\n',
    },
    caught: [
      'clock.ts:1 uses new Date()',
      'clock.ts:2 uses Date.now',
      'clock.ts:3 uses Math.random',
      'clock.ts:4 uses fetch',
      'clock.ts:5 uses process',
      'clock.ts:6 uses console',
    ],
  },
}
