import type { Answer } from '../../../contract/admission.ts'
import { paths } from '../../kernel/paths.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useSeat } from '../seat.ts'
import { spoken } from './words.ts'

const titles = { answered: '已经有了', confirm: '确认后即可回答', needs: '需要新采集' } as const
const tones = { answered: 'green', confirm: 'blue', needs: 'amber' } as const

/** What the platform answers: held already, held once confirmed, or so many new fields of so many people in so many hours. */
export function AnswerShown({ answer }: { answer: Answer }) {
  const seat = useSeat()
  return (
    <div className="ad-answer">
      <Notice tone={tones[answer.verdict]} title={titles[answer.verdict]} alert>{answer.sentence}</Notice>
      {answer.live.length > 0 && (
        <ul className="ad-live">{answer.live.map(one => (
          <li key={one.report}>{seat.verbs.includes('report.read') ? <Anchor href={paths.deskRow(seat.mandate, 'reports', one.report)}>已有数据，直接看：{one.title}</Anchor> : <b>已有报表：{one.title}</b>} <span className="r-soft">{one.department}，{one.same_permille === 1000 ? '人员完全相同' : `${(one.same_permille / 10).toFixed(1)}% 的人相同`}</span></li>
        ))}</ul>
      )}
      {answer.verdict === 'needs' && (
        <dl className="ad-caps"><div><dt>要问的人</dt><dd>{answer.people.toLocaleString('en-US')}</dd></div><div><dt>全部人工</dt><dd>{spoken(answer.minutes)}</dd></div><div><dt>平均每个村（社区）</dt><dd>{spoken(answer.community_minutes)}</dd></div></dl>
      )}
      <div className="r-scroll" tabIndex={0} role="group" aria-label="逐栏"><table className="r-plain">
        <thead><tr><th scope="col">栏目</th><th scope="col">平台里的数据项</th><th scope="col" className="r">有且新</th><th scope="col" className="r">到期</th><th scope="col" className="r">没有</th></tr></thead>
        <tbody>{answer.columns.map(one => (
          <tr key={one.title}><th scope="row">{one.title}</th><td>{one.element_name ?? `新栏目${one.basis ? `，依据：${one.basis}` : '，要写明依据'}`}</td><td className="r">{one.held.toLocaleString('en-US')}</td><td className="r">{one.stale.toLocaleString('en-US')}</td><td className="r">{one.missing.toLocaleString('en-US')}</td></tr>
        ))}</tbody>
      </table></div>
    </div>
  )
}
