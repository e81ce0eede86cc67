import type { Preview, Side } from '../../../contract/household.ts'
import { Notice } from '../../ui/Notice.tsx'
import './life.css'

const marks = { same: '', new: '新', left: '离开', changed: '变更' } as const

/** What a change does: every household before and after, side by side, what changes of each person, and what to think of. */
export function Sides({ preview, done }: { preview: Preview; done?: boolean }) {
  return (
    <div className="l-sides">
      {preview.warnings.length > 0 && <Notice tone="amber" title={done ? '当时的提醒' : '请先看清这几点'}><ul className="l-warn">{preview.warnings.map(one => <li key={one}>{one}</li>)}</ul></Notice>}
      {preview.alike && <Notice tone="amber" title="可能已经登记过">{preview.alike}。请先核对是不是同一个人。</Notice>}
      {preview.households.map((home, i) => (
        <section key={i} className="l-home" aria-label={home.title}>
          <h3>{home.title}</h3>
          <div className="l-pair">
            <One title={done ? '办理前' : '现在'} side={home.before} none="还没有这一户" quiet />
            <One title="办理后" side={home.after} none="销户" />
          </div>
        </section>
      ))}
      {preview.people.length > 0 && (
        <section className="l-home" aria-label="每个人的变化">
          <h3>每个人的变化</h3>
          {preview.people.map(one => (
            <div key={one.person} className="l-person">
              <strong>{one.name}</strong>
              <ul>{one.lines.map(line => <li key={line.what}><span className="l-what">{line.what}</span><span><del>{line.before}</del><span className="l-to" aria-hidden="true">→</span><span className="g-unseen">变为</span><ins>{line.after}</ins></span></li>)}</ul>
            </div>
          ))}
        </section>
      )}
    </div>
  )
}

/** Of the side before it is said only who leaves. */
function One({ title, side, none, quiet }: { title: string; side: Side | null; none: string; quiet?: boolean }) {
  return (
    <div className="l-side">
      <h4>{title}</h4>
      {!side ? <p className="l-none">{none}</p> : (
        <>
          <p className="l-where">{side.place_name}{side.address && `　${side.address}`}</p>
          <ul>
            {side.members.map(one => (
              <li key={one.person} className={`l-${one.mark}`}>
                <span>{one.name}<span className="l-soft">　{one.relation_name}，{one.age} 岁</span></span>{marks[one.mark] && !(quiet && one.mark === 'changed') && <span className="l-mark">{marks[one.mark]}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
