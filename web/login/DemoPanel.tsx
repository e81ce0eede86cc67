import type { DemoLogin } from '../../contract/account.ts'
import { Icon } from '../ui/icons.tsx'

/** The people of the demonstration, each one tap away; what each is for stands beside the name. */
export function DemoPanel({ logins, busy, onPick }: { logins: readonly DemoLogin[]; busy: string | null; onPick: (login: DemoLogin) => void }) {
  return (
    <section className="g-demo" aria-labelledby="g-demo">
      <h2 id="g-demo">以演示人物进入</h2>
      <p className="g-hint">人物均为虚构，点一下即可登录。</p>
      <ul>
        {logins.map(l => (
          <li key={l.login}>
            <button type="button" aria-busy={busy === l.login || undefined} onClick={() => { if (!busy) onPick(l) }}>
              <Icon name={l.staff ? 'window' : 'person'} />
              <span className="g-demo-words"><strong>{l.name}</strong><span>{l.label}</span></span>
              {busy === l.login ? <span className="g-spin" aria-hidden="true" /> : <Icon name="forward" />}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
