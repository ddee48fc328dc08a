// The wire as the screen reads it: names for the shapes that the API's own document describes. Nothing is described twice.
import type { components } from './client.generated.ts'

type Schemas = components['schemas']

export type Me = Schemas['Me']
export type MyTeam = Me['teams'][number]

export type AlertPage = Schemas['AlertPage']
export type AlertItem = AlertPage['items'][number]
export type Alert = Schemas['Alert']
export type Evidence = Alert['evidence'][number]

export type FoundCitizen = Schemas['FoundCitizens']['items'][number]
export type CitizenSearch = { name: string } | { identifier: { system: string; value: string } }

export type JourneyPage = Schemas['JourneyPage']
export type JourneyItem = JourneyPage['items'][number]
export type Journey = Schemas['Journey']
export type Thread = Journey['thread']
export type JourneyPromise = Journey['promises'][number]
export type JourneyTimeline = Schemas['JourneyTimeline']
export type TimelineItem = JourneyTimeline['lanes'][number]['items'][number]
export type Board = Schemas['Board']
export type AbsencePreview = Schemas['AbsencePreview']
export type SavedFilters = Schemas['SavedFilters']
export type SavedFilter = SavedFilters['items'][number]
export type AlertFilings = Schemas['AlertFilings']
export type Paper = Schemas['Paper']
export type Briefing = Schemas['Briefing']
export type TeamList = Schemas['TeamList']
export type GroundTable = Schemas['GroundTable']
export type GroundList = Schemas['GroundList']
export type Ground = GroundList['items'][number]

export type CoordinationRequestList = Schemas['CoordinationRequestList']
export type CoordinationRequest = Schemas['CoordinationRequest']

export type Citizen = Schemas['Citizen']
export type HospitalStay = NonNullable<Citizen['hospitalStays']>[number]
export type StayEntry = HospitalStay['history'][number]
export type Lane = Citizen['lanes'][number]
export type LaneFact = Lane['facts'][number]

export type ImportPreview = Schemas['ImportPreview']
export type PreviewedLine = ImportPreview['lines'][number]
export type ImportReport = Schemas['ImportReport']
export type ImportCounts = ImportReport['counts']
export type ImportLineList = Schemas['ImportLineList']
export type ImportLine = ImportLineList['items'][number]
export type LineState = ImportLine['state']
export type CaseLogAnalysis = Schemas['CaseLogAnalysis']
