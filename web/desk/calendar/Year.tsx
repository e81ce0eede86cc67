import { showWeekday, today } from '../../kernel/time.ts'
import { feastsOf, inWords, monthsOf, type Cell, type SpecialDay } from './days.ts'
import { Scroll } from '../Scroll.tsx'
import './calendar.css'

const words = { work: '', weekend: '', holiday: '休', makeup: '班' } as const
const titles = { work: '工作日', weekend: '周末', holiday: '放假', makeup: '调休上班' } as const

/** A year at a glance: twelve small months, and below them the same as a notice would say it. */
export function Year({ year, days }: { year: number; days: readonly SpecialDay[] }) {
  const now = today()
  return (
    <>
      <ul className="c-legend" aria-label="图例">
        <li><span className="c-cell c-work">8</span>工作日</li><li><span className="c-cell c-weekend">8</span>周末</li>
        <li><span className="c-cell c-holiday">8<i>休</i></span>放假</li><li><span className="c-cell c-makeup">8<i>班</i></span>调休上班</li>
      </ul>
      <div className="c-year">
        {monthsOf(year, days).map(m => (
          <section key={m.month} className="c-month" aria-label={`${year} 年 ${m.month} 月，${m.workdays} 个工作日`}>
            <p className="c-month-name" aria-hidden="true">{m.month} 月<span>{m.workdays} 个工作日</span></p>
            <div className="c-grid" aria-hidden="true">
              {[...'一二三四五六日'].map(d => <span key={d} className="c-weekday">{d}</span>)}
              {Array.from({ length: m.blanks }, (_, i) => <span key={`b${i}`} />)}
              {m.cells.map(c => <Day key={c.date} cell={c} now={c.date === now} />)}
            </div>
          </section>
        ))}
      </div>
    </>
  )
}

const Day = ({ cell: c, now }: { cell: Cell; now: boolean }) => (
  <span className={`c-cell c-${c.state}${now ? ' c-now' : ''}`} title={`${c.date} ${showWeekday(c.date)} ${titles[c.state]}${c.name ? `（${c.name}）` : ''}`}>
    {c.day}{words[c.state] && <i>{words[c.state]}</i>}
  </span>
)

/** The notice as a table: each feast, its days off, the weekends worked for it. */
export function Feasts({ days }: { days: readonly SpecialDay[] }) {
  return (
    <Scroll label="放假安排">
      <table className="r-plain">
        <caption className="g-unseen">放假安排</caption>
        <thead><tr><th scope="col">节日</th><th scope="col">放假</th><th scope="col" className="r">天数</th><th scope="col">调休上班</th></tr></thead>
        <tbody>
          {feastsOf(days).map(f => (
            <tr key={f.name}><th scope="row">{f.name}</th><td>{inWords(f.off) || '不另放假'}</td><td className="r">{f.off.length}</td><td>{inWords(f.work) || '无'}</td></tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
