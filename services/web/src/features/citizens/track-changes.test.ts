import { expect, it } from 'vitest'
import type { StayEntry } from '../../api/types.ts'
import { trackChanges } from './track-changes.ts'

type Step = 'admit-inpatient' | 'discharge' | 'start-leave'
const entry = (step: Step, act: StayEntry['act'], recordedAt: string, at = recordedAt): StayEntry => ({
  at,
  step,
  act,
  text: `${act} ${step}`,
  recordedAt,
  hospital: null,
  department: null,
})
const told = (history: StayEntry[]) => trackChanges(history).map(({ entry: { text }, overtaken }) => [text, overtaken])

it('strikes what a correction replaces, and a correction that is corrected again', () => {
  expect(
    told([entry('admit-inpatient', 'tell', '1'), entry('admit-inpatient', 'revise', '2'), entry('admit-inpatient', 'revise', '3')]),
  ).toEqual([
    ['tell admit-inpatient', 'corrected'],
    ['revise admit-inpatient', 'corrected'],
    ['revise admit-inpatient', null],
  ])
})

it('strikes what a cancellation takes back, and only the same step', () => {
  expect(told([entry('admit-inpatient', 'tell', '1'), entry('discharge', 'tell', '2'), entry('discharge', 'cancel', '3')])).toEqual([
    ['tell admit-inpatient', null],
    ['tell discharge', 'cancelled'],
    ['cancel discharge', null],
  ])
})

it('reads in the order of writing, whatever the order of arrival', () => {
  expect(told([entry('admit-inpatient', 'revise', '2', '0'), entry('admit-inpatient', 'tell', '1')])).toEqual([
    ['tell admit-inpatient', 'corrected'],
    ['revise admit-inpatient', null],
  ])
})

it('lets a step that is told anew after a cancellation stand', () => {
  expect(told([entry('start-leave', 'tell', '1'), entry('start-leave', 'cancel', '2'), entry('start-leave', 'tell', '3')]).at(-1)).toEqual([
    'tell start-leave',
    null,
  ])
})
