import { useState } from 'react'
import { changePassword } from '../../contract/account.ts'
import { call } from '../kernel/api.ts'
import { useMe } from '../kernel/me.ts'
import { paths } from '../kernel/paths.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { LoadingState } from '../ui/states.tsx'
import { NewPassword } from './NewPassword.tsx'
import './login.css'

/** `/password`: one's own password, from either door. */
export function PasswordPage() {
  const { data: me } = useMe()
  const [done, setDone] = useState(false)
  const home = me?.seats.length ? paths.desk() : paths.mine()
  return (
    <Page title="修改密码" demonstration={me?.demonstration ?? false}>
      <div className="g-login">
        {!me ? <LoadingState lines={4} /> : done
          ? <><h1 className="g-title">密码已修改</h1><Notice tone="green" alert>下次请用新密码登录。其他设备上的登录都已退出。</Notice><div className="g-actions"><ButtonLink href={home}>返回</ButtonLink></div></>
          : <NewPassword title="修改密码" lead="改好以后，其他设备上的登录会全部退出。"
            onGo={async (current, password) => { await call(changePassword, { current, password }, { seat: null, serving: null }); setDone(true) }} />}
      </div>
    </Page>
  )
}
