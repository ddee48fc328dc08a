// The kinds of event that every deployment knows: whose they are, what they mean, and how they become facts.
import { type TSchema, Type } from 'typebox'

export interface EventKind {
  kind: string
  /** The area whose fact it is; null belongs to nobody in particular (name, death). */
  area: string | null
  /** Areas beside the own one that may read it without further ground; null area means every area that serves. */
  sharedWith: string[]
  category: 'identity' | 'service' | 'health' | 'social' | 'employment' | 'economy' | 'hospital' | 'criminal' | 'control'
  label: { da: string; en: string }
  /** UCUM unit of `value`, if the kind has one. */
  unit: string | null
  value: { minimum: number; maximum: number } | null
  /** `point` has no length; `start` lasts until an event of `endedBy`. */
  shape: 'point' | 'start' | 'end'
  endedBy: string | null
  /** Whether it is itself a case (or the call for one), and so is kept for a citizen without another. */
  opensCase: boolean
  /** KLE number of the task, by which a team is found when the event names none. */
  kle: string | null
  version: string
  detail: TSchema
}

type Words = { da: string; en: string }
const anything = Type.Object({}, { additionalProperties: true })

function kind(name: string, area: string | null, category: EventKind['category'], label: Words, more: Partial<EventKind> = {}): EventKind {
  return {
    kind: name,
    area,
    sharedWith: [],
    category,
    label,
    unit: null,
    value: null,
    shape: 'point',
    endedBy: null,
    opensCase: false,
    kle: null,
    version: '1.0',
    detail: anything,
    ...more,
  }
}

function span(
  name: string,
  ended: string,
  area: string,
  category: EventKind['category'],
  started: Words,
  stopped: Words,
  kle: string,
): EventKind[] {
  return [
    kind(name, area, category, started, { shape: 'start', endedBy: ended, opensCase: true, kle }),
    kind(ended, area, category, stopped, { shape: 'end', opensCase: true, kle }),
  ]
}

const registeredDetail = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    birthDate: Type.String({ format: 'date', pattern: '^(18[5-9]|19|20)', description: 'From 1850 on.' }),
    address: Type.Optional(Type.String({ maxLength: 300 })),
    protected: Type.Optional(Type.Boolean()),
    replaces: Type.Optional(
      Type.Object(
        { system: Type.String({ minLength: 1, maxLength: 200 }), value: Type.String({ minLength: 1, maxLength: 100 }) },
        { description: 'The replacement number that this number takes the place of.' },
      ),
    ),
  },
  { additionalProperties: true },
)
const movedDetail = Type.Object(
  {
    address: Type.Optional(Type.String({ maxLength: 300 })),
    protected: Type.Optional(Type.Boolean()),
    leavesMunicipality: Type.Optional(Type.Boolean({ description: 'She lives in another municipality from then on.' })),
  },
  { additionalProperties: true },
)
const shared = { sharedWith: ['elderly'] }

/** The catalogue. Ours begin with `hospital.`: they come from HospitalNotification or from a person's own deed. */
export const eventKinds: readonly EventKind[] = [
  kind('citizen.registered', null, 'identity', { da: 'Registreret', en: 'Registered' }, { detail: registeredDetail, opensCase: true }),
  kind('citizen.moved', null, 'identity', { da: 'Flyttet', en: 'Moved' }, { detail: movedDetail, opensCase: true }),
  kind('citizen.died', null, 'identity', { da: 'Død', en: 'Died' }, { opensCase: true }),

  ...span(
    'homecare.granted',
    'homecare.ended',
    'elderly',
    'service',
    { da: 'Hjemmepleje bevilget', en: 'Home care granted' },
    { da: 'Hjemmepleje afsluttet', en: 'Home care ended' },
    '27.36.04',
  ),
  ...span(
    'homenursing.granted',
    'homenursing.ended',
    'health',
    'service',
    { da: 'Sygepleje bevilget', en: 'Home nursing granted' },
    { da: 'Sygepleje afsluttet', en: 'Home nursing ended' },
    '29.18.04',
  ),
  kind('nursing.contact', 'health', 'health', { da: 'Besøg af sygeplejen', en: 'Nursing contact' }, { kle: '29.18.04' }),
  kind(
    'homecare.visit.missed',
    'elderly',
    'service',
    { da: 'Besøg aflyst eller dør ikke åbnet', en: 'Home care visit missed' },
    { kle: '27.36.04' },
  ),
  kind(
    'discharge.followup.requested',
    'health',
    'health',
    { da: 'Hospitalet beder om opfølgning', en: 'Hospital asks for follow-up' },
    { opensCase: true, kle: '29.18.04' },
  ),
  kind(
    'observation.tobs',
    'health',
    'health',
    { da: 'TOBS-score', en: 'TOBS score' },
    { unit: '{score}', value: { minimum: 0, maximum: 15 }, kle: '29.18.04' },
  ),
  kind(
    'observation.weight',
    'health',
    'health',
    { da: 'Vægt', en: 'Weight' },
    { unit: 'kg', value: { minimum: 1, maximum: 500 }, kle: '29.18.04' },
  ),
  kind('fall.registered', 'health', 'health', { da: 'Fald', en: 'Fall' }, { kle: '29.18.04' }),

  ...span(
    'sickleave.started',
    'sickleave.ended',
    'employment',
    'employment',
    { da: 'Sygemeldt', en: 'Sick leave started' },
    { da: 'Raskmeldt', en: 'Sick leave ended' },
    '32.30.04',
  ),
  kind('employment.meeting.held', 'employment', 'employment', { da: 'Samtale holdt', en: 'Meeting held' }, { kle: '15.20.00' }),
  kind('employment.meeting.missed', 'employment', 'employment', { da: 'Udeblevet fra samtale', en: 'Meeting missed' }, { kle: '15.20.00' }),
  ...span(
    'jobseeker.registered',
    'jobseeker.ended',
    'employment',
    'employment',
    { da: 'Tilmeldt som ledig', en: 'Registered as jobseeker' },
    { da: 'Afmeldt som ledig', en: 'No longer jobseeker' },
    '15.20.00',
  ),

  ...span(
    'social.support.granted',
    'social.support.ended',
    'social',
    'service',
    { da: 'Social støtte bevilget', en: 'Social support granted' },
    { da: 'Social støtte afsluttet', en: 'Social support ended' },
    '27.54.00',
  ),
  kind('social.contact', 'social', 'social', { da: 'Kontakt med socialrådgiver', en: 'Contact with social worker' }, { kle: '27.54.00' }),
  kind('eviction.notice', 'social', 'economy', { da: 'Varsel om udsættelse', en: 'Eviction notice' }, { opensCase: true, kle: '27.54.00' }),
  kind('rent.arrears.notice', 'social', 'economy', { da: 'Varsel om huslejerestance', en: 'Rent arrears notice' }, { kle: '27.54.00' }),
  kind(
    'substance.treatment.requested',
    'social',
    'social',
    { da: 'Har bedt om stofbehandling', en: 'Substance treatment requested' },
    { opensCase: true, kle: '27.54.00' },
  ),
  kind(
    'substance.treatment.started',
    'social',
    'social',
    { da: 'Stofbehandling begyndt', en: 'Substance treatment started' },
    { kle: '27.54.00' },
  ),
  kind(
    'psychiatry.discharged',
    'social',
    'health',
    { da: 'Udskrevet fra psykiatrien', en: 'Discharged from psychiatry' },
    { kle: '27.54.00' },
  ),

  kind(
    'hospital.notification',
    'health',
    'hospital',
    { da: 'Advis om sygehusophold', en: 'Hospital notification' },
    { ...shared, opensCase: true },
  ),
  kind(
    'hospital.stay.ended-by-hand',
    'health',
    'hospital',
    { da: 'Ophold afsluttet af medarbejder', en: 'Stay ended by hand' },
    { ...shared, opensCase: true },
  ),
  kind(
    'hospital.stay.planned',
    'health',
    'hospital',
    { da: 'Indlæggelsen er planlagt', en: 'Admission was planned' },
    { ...shared, opensCase: true },
  ),
]

/** Kinds of fact that no event carries by itself: the fold of hospital notifications makes them. */
export const derivedKinds: readonly EventKind[] = [
  kind('hospital.stay', 'health', 'hospital', { da: 'På sygehus', en: 'At hospital' }, shared),
  kind('hospital.stay.cancelled', 'health', 'hospital', { da: 'Sygehusophold annulleret', en: 'Hospital stay cancelled' }, shared),
  kind('hospital.episode', 'health', 'hospital', { da: 'Sygehusforløb', en: 'Hospital episode' }, shared),
  kind('hospital.discharged', 'health', 'hospital', { da: 'Udskrevet', en: 'Discharged' }, shared),
]

const byName = new Map([...eventKinds, ...derivedKinds].map((known) => [known.kind, known]))

/** The catalogue entry of a kind, or undefined for one that nobody has declared. */
export function findKind(name: string): EventKind | undefined {
  return byName.get(name)
}

/** Whether events of this kind come from outside as CloudEvents; `hospital.*` have their own doors. */
export function isSentAsEvent(name: string): boolean {
  return !name.startsWith('hospital.') && byName.has(name)
}

/** Kinds of event from which hospital stays are folded. */
export const hospitalEventKinds: readonly string[] = ['hospital.notification', 'hospital.stay.ended-by-hand', 'hospital.stay.planned']

/** Kinds of fact that the fold of hospital stays makes. */
export const hospitalFactKinds: readonly string[] = [...derivedKinds.map((derived) => derived.kind), 'citizen.died']

/** Whether events of this kind belong to the fold of hospital stays. */
export function isHospitalEvent(name: string): boolean {
  return hospitalEventKinds.includes(name)
}
