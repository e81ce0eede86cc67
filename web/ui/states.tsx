import type { ReactNode } from 'react'
import { Button, ButtonLink } from './Button.tsx'
import { Icon, type IconName } from './icons.tsx'

const State = ({ icon, title, children, action, alert }: { icon: IconName; title: string; children?: ReactNode; action?: ReactNode; alert?: boolean }) => (
  <div className="g-state" role={alert ? 'alert' : undefined}>
    <span className="g-state-sign"><Icon name={icon} /></span>
    <p className="g-state-title">{title}</p>
    {children && <div className="g-state-text">{children}</div>}
    {action && <div className="g-state-action">{action}</div>}
  </div>
)

/** Nothing is here, which is no fault; says what would be here and what one can do. */
export const EmptyState = ({ title, children, action, icon = 'papers' }: { title: string; children?: ReactNode; action?: ReactNode; icon?: IconName }) => (
  <State icon={icon} title={title} action={action}>{children}</State>
)

/** What can be said about a failure; a `Refusal` fits. */
export interface Failure { message: string; code?: string; retryable?: boolean; details?: Record<string, unknown> }

/** It could not be shown: the sentence, a way to try again, and, where it may be our fault, the code that a helper may ask for. */
export function ErrorState({ error, onRetry, title = '没有打开' }: { error: Failure; onRetry?: (() => void) | undefined; title?: string }) {
  const trace = typeof error.details?.['trace'] === 'string' ? error.details['trace'] : null
  return (
    <State icon="alert" title={title} alert action={onRetry && error.retryable !== false && <Button kind="second" onClick={onRetry}>再试一次</Button>}>
      <p>{error.message}</p>
      {error.code && error.retryable !== false && <p className="g-state-code">求助时请报：{error.code}{trace ? ` / ${trace}` : ''}</p>}
    </State>
  )
}

/** One may not see or do this from here; says who may, or which seat to take. */
export const NoRightState = ({ children, action }: { children?: ReactNode; action?: ReactNode }) => (
  <State icon="lock" title="这里您现在打不开" action={action}>{children ?? '您的岗位没有这项权限，或它不在您的管辖范围内。'}</State>
)

/** One has to log in for this, and comes back to it. */
export const LoginState = ({ href, children }: { href: string; children?: ReactNode }) => (
  <State icon="person" title="登录后可以看到" action={<ButtonLink href={href}>登录</ButtonLink>}>{children}</State>
)

/** The shape of what is coming; said once to those who do not see it. */
export function LoadingState({ lines = 3, shape = 'lines', label = '正在打开' }: { lines?: number; shape?: 'lines' | 'cards'; label?: string }) {
  return (
    <div className={`g-loading g-loading-${shape}`} role="status">
      <span className="g-unseen">{label}，请稍候</span>
      {Array.from({ length: lines }, (_, i) => <i key={i} />)}
    </div>
  )
}
