import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'
import type { Tone } from './tokens.ts'

const signs: Record<Tone, IconName> = { plain: 'info', blue: 'info', amber: 'clock', green: 'check', fault: 'alert', party: 'info' }

/** Words that stand apart: `alert` when they appear because of what one just did, so that they are read aloud at once. */
export function Notice({ tone = 'blue', title, alert, icon, children }: { tone?: Tone; title?: string; alert?: boolean; icon?: IconName; children?: ReactNode }) {
  return (
    <div className={`g-notice g-notice-${tone}`} role={alert ? 'alert' : undefined}>
      <Icon name={icon ?? signs[tone]} />
      <div>{title && <p className="g-notice-title">{title}</p>}{children && <div className="g-notice-text">{children}</div>}</div>
    </div>
  )
}

/** How a thing stands, in one or two words; the colour only repeats what the words say. */
export const StatusTag = ({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) => (
  <span className={`g-tag g-tag-${tone}`}>{children}</span>
)
