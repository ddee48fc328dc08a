// From an alert as read to the shape of the wire; what the reader's wall hid never reached this place.
import { alertHistoryText, describeFact, type Fact, type Language, labelOf, toInstant } from '@roedtraad/domain'
import type { AlertView, getAlert } from '@roedtraad/use-cases'
import { toEtag } from '../plugins/preconditions.ts'
import type { Alert, AlertItem } from './schema.ts'

type Recipient = AlertView['row']['recipients'][number]

/** One line of the inbox. */
export function presentAlertItem(view: AlertView, team: string, language: Language): AlertItem {
  const { row, rule, citizen, evidence } = view
  const own = row.recipients.find((recipient) => recipient.team === team)
  return {
    id: row.id,
    citizenId: row.citizen_id,
    citizen,
    journeyId: null,
    urgency: row.urgency,
    status: view.status,
    raisedAt: row.raised_at,
    occurredAt: occasionOf(view, evidence),
    title: rule?.title[language] ?? row.rule_id,
    sentence: view.sentence,
    rule: { id: row.rule_id, version: row.rule_version },
    signals: row.signals.map((signal) => ({
      rule: { id: signal.ruleId, version: signal.ruleVersion },
      openedAt: toInstant(signal.openedAt),
      endedAt: signal.endedAt === null ? null : toInstant(signal.endedAt),
    })),
    recipients: row.recipients.map((recipient) => ({
      team: recipient.team,
      status: recipient.status,
      snoozedUntil: recipient.snoozedUntil === null ? null : toInstant(recipient.snoozedUntil),
    })),
    closedBecause: row.closed_because,
    acknowledgedBy: acknowledgementOf(own),
    outcome: outcomeOf(own),
    etag: toEtag(row.version),
  }
}

/** When the thing itself happened: the end of a span that has ended, else its beginning. */
function occasionOf({ row }: AlertView, evidence: readonly Fact[]): string | null {
  const occasion = evidence.find((fact) => fact.key === row.occasion_key)
  return occasion === undefined ? null : (occasion.to ?? occasion.from)
}

function acknowledgementOf(own: Recipient | undefined): AlertItem['acknowledgedBy'] {
  return own?.acknowledgedAt == null ? null : { name: own.acknowledgedBy ?? '', at: toInstant(own.acknowledgedAt) }
}

function outcomeOf(own: Recipient | undefined): AlertItem['outcome'] {
  if (own?.outcome == null || own.outcomeAt === null) return null
  return { outcome: own.outcome, reason: own.outcomeReason, by: own.outcomeBy ?? '', at: toInstant(own.outcomeAt) }
}

/** The opened card. */
export function presentAlert(view: Awaited<ReturnType<typeof getAlert>>, team: string, language: Language): Alert {
  const { rule, evidence, deeds } = view
  return {
    ...presentAlertItem(view, team, language),
    evidence: evidence.map((fact) => ({
      factId: fact.id,
      kind: fact.kind,
      label: labelOf(fact.kind, language),
      occurredAt: fact.to ?? fact.from,
      source: fact.source,
      text: describeFact(fact, language),
    })),
    because: rule?.prose[language] ?? '',
    statute: rule?.statute ?? '',
    purpose: rule?.purpose[language] ?? '',
    action: rule?.action[language] ?? '',
    actions: (rule?.actions ?? []).flatMap((action) => {
      const stayId = view.row.closed_at === null ? stayToPlan(evidence, view.row.occasion_key) : undefined
      return stayId === undefined ? [] : [{ id: action.id, label: action.label[language], stayId }]
    }),
    history: deeds.map((deed) => ({
      at: deed.at,
      by: deed.name,
      what: deed.deed,
      text: alertHistoryText(deed.deed, deed.detail, language),
    })),
  }
}

/** The stay that a tap marks as planned: that of the occasion, as long as nobody knows whether it was. */
function stayToPlan(evidence: readonly Fact[], occasionKey: string): string | undefined {
  const occasion = evidence.find((fact) => fact.key === occasionKey)
  const { stayId, acute } = occasion?.detail ?? {}
  return typeof stayId === 'string' && acute !== true ? stayId : undefined
}
