// Areas and teams are data, never a union type; these are only their shapes.

export interface Area {
  id: string
  name: { da: string; en: string }
}

export interface Team {
  id: string
  area: string
  name: { da: string; en: string }
  kind: 'authority' | 'provider' | 'private-provider'
  district: string | null
  /** KLE numbers (or prefixes) of the tasks the team holds; they decide who gets what names no team. */
  kle: string[]
  sor: string | null
  /** The data controller: some health tasks move to the regions on 1 January 2027. */
  controller: string
  /** Hours in which somebody answers, or null: no roster. */
  onDuty: string | null
}

export type Role = 'caseworker' | 'lead' | 'jurist' | 'dpo' | 'log-controller' | 'admin'

/** A person who can log in. `teams` with `lead: true` are the ones she leads. */
export interface User {
  username: string
  name: string
  role: Role
  teams: { team: string; lead: boolean }[]
}

/** A department system or hospital that sends, and which event sources are its own (`urn:<name>:…`). */
export interface SendingSystem {
  username: string
  sourcePrefix: string
  areas: string[]
}
