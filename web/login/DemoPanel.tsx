import type { DemoLogin } from '../../contract/account.ts'
import { Icon } from '../ui/icons.tsx'

/** What became of a tap, said beside the card that was tapped. */
export interface SaidOfCard { login: string; text: string; fault: boolean }
interface Picking { busy: string | null; said: SaidOfCard | null; onPick: (login: DemoLogin) => void }

/** The people of the demonstration, residents before staff, each one tap away; what each is for stands beside the name. */
export function DemoPanel({ logins, ...picking }: Picking & { logins: readonly DemoLogin[] }) {
  return (
    <section className="g-demo" aria-labelledby="g-demo">
      <h2 id="g-demo">以演示人物进入</h2>
      <p className="g-hint">人物均为虚构。点一下就填好账号并登录，工作人员的动态验证码也会自动填。</p>
      <Group id="g-demo-residents" title="居民" logins={logins.filter(l => !l.staff)} {...picking} />
      <Group id="g-demo-staff" title="工作人员" logins={logins.filter(l => l.staff)} {...picking} />
    </section>
  )
}

function Group({ id, title, logins, busy, said, onPick }: Picking & { id: string; title: string; logins: readonly DemoLogin[] }) {
  if (logins.length === 0) return null
  return (
    <>
      <h3 id={id}>{title}</h3>
      <ul aria-labelledby={id}>
        {logins.map(l => (
          <li key={l.login}>
            <button type="button" aria-busy={busy === l.login || undefined} onClick={() => { if (!busy) onPick(l) }}>
              <Icon name={l.staff ? 'window' : 'person'} />
              <span className="g-demo-words"><strong>{l.name}<span className="g-demo-login">{l.login}</span></strong><span>{l.label}</span></span>
              {busy === l.login ? <span className="g-spin" aria-hidden="true" /> : <Icon name="forward" />}
            </button>
            {said?.login === l.login && <p className={said.fault ? 'g-demo-said g-error' : 'g-demo-said'} role="status">{said.text}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}
