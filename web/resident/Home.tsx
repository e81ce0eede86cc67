import { useNavigate } from '@tanstack/react-router'
import { useMe } from '../kernel/me.ts'
import { paths } from '../kernel/paths.ts'
import { loginHere } from '../kernel/router.ts'
import { Card, Cards } from '../ui/Card.tsx'
import { LoginState } from '../ui/states.tsx'
import { Frame } from './Frame.tsx'
import { HomeFrame } from './HomeFrame.tsx'

/** `/`: what can I do here, where is my matter, what is my community deciding. */
export function Home() {
  const { data: me } = useMe()
  const navigate = useNavigate()
  return (
    <Frame title="首页" nav="home" width="wide">
      <HomeFrame
        name={me?.account ? me.name : null}
        onSearch={q => void navigate({ href: paths.services({ q }) })}
        matters={me && !me.account ? <LoginState href={loginHere()}>您办的事走到哪一步、还要等多久，登录后都在这里。</LoginState> : undefined}
        community={(
          <Cards lay="grid">
            <Card href={paths.open()} icon="book" title="公开" note="公布了什么、哪些晚了、证件真不真，不用登录就能查" />
          </Cards>
        )}
      />
    </Frame>
  )
}
