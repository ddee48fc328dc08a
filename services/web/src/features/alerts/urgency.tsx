// Urgency by shape and word; never by colour.
import type { Urgency } from '@roedtraad/domain'
import { IconAlertOctagonFilled, IconAlertTriangleFilled, IconCircleDot, IconInfoCircle } from '@tabler/icons-react'

const icons = { acute: IconAlertOctagonFilled, high: IconAlertTriangleFilled, normal: IconCircleDot, information: IconInfoCircle }

export function UrgencyIcon({ urgency }: { urgency: Urgency }) {
  const Icon = icons[urgency]
  return <Icon size={20} aria-hidden />
}

/** What is urgent is also set in the stronger weight. */
export const isPressing = (urgency: Urgency): boolean => urgency === 'acute' || urgency === 'high'
