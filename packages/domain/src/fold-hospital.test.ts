// MedCom's receive protocol as a table, each row in every order of arrival and with every message sent twice.
import { describe, expect, it } from 'vitest'
import { fold, line, listOrders, march, message } from './fold-hospital-testing.ts'
import type { HospitalNotification } from './hospital-notification.ts'

interface Row {
  name: string
  messages: HospitalNotification[]
  stays: string[]
  presence: string
  reports?: boolean[]
}

const report = { reportOfAdmission: { requested: true, recipient: '1001' } }
const stin = (more = {}) => message('STIN', { ...report, ...more })

const rows: Row[] = [
  { name: 'STIN_A', messages: [stin()], stays: ['1001 active IMP 01T12–'], presence: 'at-hospital', reports: [true] },
  {
    name: 'STIN_B1 B2, another region with the same header id',
    messages: [stin({ headerId: 'h' }), stin({ at: march(2), provider: '2002', headerId: 'h' })],
    stays: ['1001 active IMP 01T12–', '2002 active IMP 02T12–'],
    presence: 'at-hospital',
    reports: [true, true],
  },
  {
    name: 'STIN_C1 C2, the same region',
    messages: [stin(), message('STIN', { at: march(2), provider: '2002' })],
    stays: ['1001 active IMP 01T12–', '2002 active IMP 02T12–'],
    presence: 'at-hospital',
    reports: [true, false],
  },
  { name: 'STAA_D', messages: [message('STAA', report)], stays: ['1001 active EMER 01T12–'], presence: 'at-hospital', reports: [true] },
  {
    name: 'STAA_E STIN_E',
    messages: [message('STAA', report), message('STIN', { at: march(1, 20) })],
    stays: ['1001 active IMP 01T12–'],
    presence: 'at-hospital',
    reports: [true],
  },
  {
    name: 'STIN_F STOR_F',
    messages: [stin(), message('STOR', { at: march(3) })],
    stays: ['1001 on-leave IMP 01T12–'],
    presence: 'on-leave',
  },
  {
    name: 'STIN_G STOR_G SLOR_G',
    messages: [stin(), message('STOR', { at: march(3) }), message('SLOR', { at: march(4) })],
    stays: ['1001 active IMP 01T12–'],
    presence: 'at-hospital',
  },
  {
    name: 'STIN_H SLHJ_H',
    messages: [stin(), message('SLHJ', { at: march(7) })],
    stays: ['1001 ended IMP 01T12–07T12'],
    presence: 'at-home',
  },
  {
    name: 'STIN_I STOR_I SLHJ_I',
    messages: [stin(), message('STOR', { at: march(3) }), message('SLHJ', { at: march(4) })],
    stays: ['1001 ended IMP 01T12–04T12'],
    presence: 'at-home',
  },
  {
    name: 'MORS_J',
    messages: [message('MORS', { at: march(1, 13) })],
    stays: ['1001 ended IMP 01T12–01T13'],
    presence: 'deceased',
    reports: [false],
  },
  {
    name: 'STIN_K MORS_K, of class EMER',
    messages: [stin(), message('MORS', { at: march(2), class: 'EMER' })],
    stays: ['1001 ended IMP 01T12–02T12'],
    presence: 'deceased',
  },
  {
    name: 'STIN_L STOR_L MORS_L',
    messages: [stin(), message('STOR', { at: march(3) }), message('MORS', { at: march(4), step: 'start-leave' })],
    stays: ['1001 ended IMP 01T12–04T12'],
    presence: 'deceased',
  },
  {
    name: 'STIN_N AN_STIN_N',
    messages: [stin(), message('AN_STIN', { written: march(2) })],
    stays: ['1001 cancelled IMP 01T12–01T12'],
    presence: 'at-home',
    reports: [false],
  },
  {
    name: 'STIN_O RE_STIN_O',
    messages: [stin(), message('RE_STIN', { at: march(1, 8), written: march(2) })],
    stays: ['1001 active IMP 01T08–'],
    presence: 'at-hospital',
    reports: [true],
  },
  {
    name: 'STIN_P RE_STIN_P',
    messages: [stin({ headerId: 'p' }), message('RE_STIN', { provider: '2002', written: march(2), revises: ['p'] })],
    stays: ['2002 active IMP 01T12–'],
    presence: 'at-hospital',
  },
  {
    name: 'STIN_P RE_STIN_P AN_STIN_P, whose entity points elsewhere',
    messages: [
      stin({ headerId: 'p' }),
      message('RE_STIN', { provider: '2002', written: march(2), revises: ['p'] }),
      message('AN_STIN', { provider: '2002', written: march(3), revises: ['o'] }),
    ],
    stays: ['2002 cancelled IMP 01T12–01T12'],
    presence: 'at-home',
  },
  {
    name: 'TEK_STAA_A TEK_SLHJ_A TEK_STIN_B',
    messages: [message('STAA'), message('SLHJ', { at: march(3), class: 'EMER' }), message('STIN', { at: march(2) })],
    stays: ['1001 ended IMP 01T12–03T12'],
    presence: 'at-home',
  },
]

describe('the receive protocol', () => {
  it.each(rows)('$name', ({ messages, stays, presence, reports }) => {
    for (const order of listOrders(messages)) {
      const folded = fold([...order, ...order.toReversed()])
      expect(folded.stays.map(line)).toEqual(stays)
      expect(folded.presence).toBe(presence)
      if (reports !== undefined) expect(folded.stays.map(({ detail }) => detail.admissionReportDue)).toEqual(reports)
      expect(folded.facts).toEqual(fold(messages).facts)
    }
  })

  it('shows the instant that MedCom names', () => {
    const [start, leave, back] = [stin(), message('STOR', { at: march(3) }), message('SLOR', { at: march(4) })]
    const sinces = [[start], [start, leave], [start, leave, back]].map((messages) => fold(messages).stays[0]?.detail.since)
    expect(sinces).toEqual([march(1), march(3), march(4)])
  })

  it('keeps every message in the history, in the order of what happened', () => {
    const { stays } = fold([message('STAA'), message('SLHJ', { at: march(3) }), message('STIN', { at: march(2), written: march(5) })])
    expect(stays[0]?.detail.history.map(({ step, act }) => `${act} ${step}`)).toEqual([
      'tell admit-emergency',
      'tell admit-inpatient',
      'tell discharge',
    ])
  })
})
