// What the protocol's table leaves open: several stays and leaves, deaths taken back, messages without their start, deeds by hand.
import { describe, expect, it } from 'vitest'
import { byHand, fold, line, march, message } from './fold-hospital-testing.ts'

const lpr3 = { system: 'https://www.esundhed.dk/Registre/Landspatientregisteret', value: 'national' }
const local = { system: 'https://sor2.sum.dsdn.dk/#id=1', value: 'e1' }

describe('stays', () => {
  it.each([
    {
      name: 'a start after the end is a new stay',
      messages: [message('STIN'), message('SLHJ', { at: march(3) }), message('STIN', { at: march(5) })],
      stays: ['1001 ended IMP 01T12–03T12', '1001 active IMP 05T12–'],
    },
    {
      name: 'a discharge ends the stays that a transfer left open',
      messages: [
        message('STIN'),
        message('STIN', { at: march(2), provider: '2002' }),
        message('SLHJ', { at: march(4), start: march(2), provider: '2002' }),
      ],
      stays: ['1001 ended IMP 01T12–04T12', '2002 ended IMP 02T12–04T12'],
    },
    {
      name: 'a discharge without a start makes an ended stay',
      messages: [message('SLHJ', { at: march(4) })],
      stays: ['1001 ended IMP 01T12–04T12'],
    },
    {
      name: 'a discharge taken back opens the stay again',
      messages: [message('STIN'), message('SLHJ', { at: march(4) }), message('AN_SLHJ', { at: march(4), written: march(5) })],
      stays: ['1001 active IMP 01T12–'],
    },
    {
      name: 'an end of leave without its start is no leave',
      messages: [message('STIN'), message('SLOR', { at: march(3) })],
      stays: ['1001 active IMP 01T12–'],
    },
    {
      name: 'the second of two leaves counts',
      messages: [message('STIN'), message('STOR', { at: march(3) }), message('SLOR', { at: march(4) }), message('STOR', { at: march(5) })],
      stays: ['1001 on-leave IMP 01T12–'],
    },
    {
      name: 'a cancelled leave is none',
      messages: [message('STIN'), message('STOR', { at: march(3) }), message('AN_STOR', { at: march(3), written: march(4) })],
      stays: ['1001 active IMP 01T12–'],
    },
    {
      name: 'a cancelled admission leaves the acute contact',
      messages: [message('STAA'), message('STIN', { at: march(2) }), message('AN_STIN', { at: march(2), written: march(3) })],
      stays: ['1001 active EMER 01T12–'],
    },
    {
      name: 'a cancelled acute contact leaves the admission',
      messages: [message('STAA'), message('STIN', { at: march(2) }), message('AN_STAA', { written: march(3) })],
      stays: ['1001 active IMP 02T12–'],
    },
    {
      name: 'told again after it was cancelled, it is another stay',
      messages: [message('STIN'), message('AN_STIN', { written: march(2) }), message('STIN', { at: march(3) })],
      stays: ['1001 active IMP 03T12–', '1001 cancelled IMP 01T12–01T12'],
    },
    {
      name: 'a correction that comes without its original tells',
      messages: [message('RE_STIN', { at: march(2), written: march(3) })],
      stays: ['1001 active IMP 02T12–'],
    },
    {
      name: 'a department corrected without a usable pointer moves the only start',
      messages: [message('STIN'), message('RE_STIN', { provider: '2002', written: march(2), revises: ['wrong'] })],
      stays: ['2002 active IMP 01T12–'],
    },
  ])('$name', ({ messages, stays }) => {
    expect(fold(messages).stays.map(line)).toEqual(stays)
    expect(fold(messages.toReversed()).stays.map(line)).toEqual(stays)
  })

  it('keep their id when they are corrected, cancelled, or told late', () => {
    const start = message('STIN', { headerId: 'p' })
    const moved = message('RE_STIN', { provider: '2002', written: march(2), revises: ['p'] })
    const ids = [[start], [start, moved], [start, moved, message('AN_STIN', { provider: '2002', written: march(3) })]].map(
      (messages) => fold(messages).stays[0]?.detail.stayId,
    )
    expect(new Set(ids).size).toBe(1)
    expect(ids[0]).toMatch(/^[a-z0-9]+$/)
  })

  it('of messages with overlapping episode identifiers belong together, under the local one', () => {
    const { stays } = fold([
      message('STIN', { episodes: [lpr3] }),
      message('STOR', { at: march(2), episodes: [lpr3, local] }),
      message('SLHJ', { at: march(3), episodes: [local] }),
    ])
    expect(stays.map(line)).toEqual(['1001 ended IMP 01T12–03T12'])
    expect(stays[0]?.detail).toMatchObject({ episode: 'e1', episodeIdentifiers: ['e1', 'national'] })
  })
})

describe('death', () => {
  const start = message('STIN')
  const death = message('MORS', { at: march(4) })

  it('is told once, with its last time', () => {
    const { find } = fold([start, death, message('MORS', { at: march(3), written: march(5) })])
    expect(find('citizen.died').map(({ key, from, to }) => [key, from, to])).toEqual([['died:hospital', march(3), march(3)]])
    expect(find('hospital.discharged')).toEqual([])
  })

  it('is taken back by a later message that says she is alive', () => {
    const back = message('STIN', { deceased: false, written: march(6) })
    for (const messages of [
      [start, death, back],
      [back, death, start],
    ]) {
      const { stays, find } = fold(messages)
      expect(stays.map(line)).toEqual(['1001 active IMP 01T12–'])
      expect(stays[0]?.detail.history.map(({ step, act }) => `${act} ${step}`)).toEqual([
        'tell admit-inpatient',
        'tell death',
        'cancel death',
      ])
      expect(find('citizen.died')).toEqual([])
    }
  })

  it('is not taken back by a message that was written before it', () => {
    expect(fold([message('STIN', { deceased: false }), death]).presence).toBe('deceased')
  })
})

describe('what people do by hand', () => {
  const start = message('STIN')
  const stayId = fold([start]).stays[0]?.detail.stayId ?? ''

  it('ends the stay until it is withdrawn', () => {
    expect(fold([start], byHand('ended-by-hand', stayId, march(5))).stays.map(line)).toEqual(['1001 ended IMP 01T12–05T12'])
    const undone = fold([start], byHand('ended-by-hand', stayId, march(5), true))
    expect(undone.stays.map(line)).toEqual(['1001 active IMP 01T12–'])
    expect(undone.stays[0]?.detail.history.map(({ step, act }) => `${act} ${step}`)).toEqual([
      'tell admit-inpatient',
      'tell ended-by-hand',
      'cancel ended-by-hand',
    ])
  })

  it('yields to a later discharge, and not to a start', () => {
    const ended = byHand('ended-by-hand', stayId, march(5))
    const { stays, find } = fold([start, message('SLHJ', { at: march(7) })], ended)
    expect(stays.map(line)).toEqual(['1001 ended IMP 01T12–07T12'])
    expect(find('hospital.discharged').map(({ detail }) => detail.endedBy)).toEqual(['discharge'])
    expect(fold([start, message('STIN', { at: march(8) })], ended).stays.map(line)).toEqual([
      '1001 ended IMP 01T12–05T12',
      '1001 active IMP 08T12–',
    ])
  })

  it('marks the admission as planned', () => {
    const planned = (undone: boolean) =>
      fold([start], byHand('planned', stayId, march(2), undone)).find('hospital.episode')[0]?.detail.planned
    expect([planned(false), planned(true)]).toEqual([true, false])
  })

  it('names the stay also when a local identifier comes after it', () => {
    const national = message('STIN', { episodes: [lpr3] })
    const id = fold([national]).stays[0]?.detail.stayId ?? ''
    const { stays } = fold([national, message('STOR', { at: march(2), episodes: [lpr3, local] })], byHand('ended-by-hand', id, march(5)))
    expect(stays.map(line)).toEqual(['1001 ended IMP 01T12–05T12'])
  })
})

describe('episodes', () => {
  it('hold all stays until the last has ended, and begin anew after that', () => {
    const { find } = fold([
      message('STAA'),
      message('STIN', { at: march(2), provider: '2002' }),
      message('SLHJ', { at: march(4), start: march(2), provider: '2002' }),
      message('STIN', { at: march(6), provider: '2002' }),
    ])
    expect(find('hospital.episode').map(({ key, from, to, detail }) => [key, from, to, detail.class, detail.acute])).toEqual([
      ['episode:e1', march(1), march(4), 'IMP', true],
      ['episode:e1:2', march(6), null, 'IMP', false],
    ])
    expect(find('hospital.discharged').map(({ key, from, to }) => [key, from, to])).toEqual([['discharged:e1', march(4), march(4)]])
  })

  it('are not told when every stay was cancelled', () => {
    expect(fold([message('STIN'), message('AN_STIN', { written: march(2) })]).find('hospital.episode')).toEqual([])
  })
})
