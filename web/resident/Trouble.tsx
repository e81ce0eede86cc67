import type { Refusal } from '../kernel/refusal.ts'
import { loginHere } from '../kernel/router.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'

/** Why something could not be shown; half a login is no fault, but a step that is still to be taken. */
export const Trouble = ({ error, onRetry }: { error: Refusal; onRetry: () => unknown }) => error.code === 'seat.needs_second_factor'
  ? <EmptyState title="登录还差一步" icon="lock" action={<ButtonLink href={loginHere()}>输入动态验证码</ButtonLink>}><p>{error.message}</p></EmptyState>
  : <ErrorState error={error} onRetry={() => void onRetry()} />
