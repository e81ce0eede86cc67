import { paths } from '../kernel/paths.ts'
import type { Refusal } from '../kernel/refusal.ts'
import { loginHere } from '../kernel/router.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'

/** What was looked for, and where one finds what there is. */
export interface Nothing { title: string; text: string; href: string; go: string }

/** A matter or a paper of it that is not there for whoever asks: mistyped, or somebody else's. */
export const noMatter: Nothing = { title: '没有找到这件事', text: '编号可能不对，也可能不是您本人的事。您自己的事都在“我的办件”里。', href: paths.mine(), go: '看我的办件' }
export const noService: Nothing = { title: '没有这个事项', text: '网址可能不对，或者这个事项已经不办了。', href: paths.services(), go: '看看能办什么' }

/** Why something could not be shown; half a login or a wrong address is no fault, but has a next step. */
export function Trouble({ error, onRetry, nothing }: { error: Refusal; onRetry: () => unknown; nothing?: Nothing }) {
  if (error.code === 'seat.needs_second_factor') {
    return <EmptyState title="登录还差一步" icon="lock" action={<ButtonLink href={loginHere()}>输入动态验证码</ButtonLink>}><p>{error.message}</p></EmptyState>
  }
  if (nothing && (error.code === 'found.nothing' || error.code === 'input.invalid')) {
    return <EmptyState title={nothing.title} icon="search" action={<ButtonLink href={nothing.href}>{nothing.go}</ButtonLink>}><p>{nothing.text}</p></EmptyState>
  }
  return <ErrorState error={error} onRetry={() => void onRetry()} />
}
