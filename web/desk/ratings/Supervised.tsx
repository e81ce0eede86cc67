import { useState } from 'react'
import { bad, gradeNames, workers } from '../../../contract/rating.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { GradeTag, share, Words } from './words.tsx'

/** For the county's supervisor: the bad grades with what becomes of them, and the rates of each worker. */
export const Supervised = () => (
  <>
    <DeskHead title="评价" note="差评先联系、再整改、后回访；各人的评价只有本人和这里看得到" />
    <Bad /><Workers />
  </>
)

function Bad() {
  const seat = useSeat()
  const [after, setAfter] = useState<string>()
  const { data, error, refetch } = useAsk(bad, { limit: 20, ...(after && { after }) })
  return (
    <section className="c-block" aria-labelledby="t-bad">
      <div className="c-block-head"><h2 id="t-bad">差评</h2>{data && <p className="c-soft">{data.count.n.toLocaleString('en-US')} 条</p>}</div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={4} />
        : data.items.length === 0 ? <EmptyState title="没有差评" icon="check"><p>有了差评会列在这里，同时进入待办，按时限联系和整改。</p></EmptyState> : (
          <ul className="t-list">{data.items.map(row => (
            <li key={row.rating}>
              <p><GradeTag grade={row.grade} bad />　{row.number ? <Anchor href={paths.deskRow(seat.mandate, 'cases', row.number)}>{row.follow?.state_name ?? '跟进'}</Anchor> : '正在转办'}<span className="c-soft">　{row.place_name}{row.worker_name && `，${row.worker_name}`}</span></p>
              <Words said={row} />
            </li>
          ))}</ul>
        )}
      {data?.next && <Button kind="second" onClick={() => setAfter(data.next!)}>更早的</Button>}
    </section>
  )
}

function Workers() {
  const [after, setAfter] = useState<string>()
  const { data, error, refetch } = useAsk(workers, { limit: 50, ...(after && { after }) })
  return (
    <section className="c-block" aria-labelledby="t-workers">
      <div className="c-block-head"><h2 id="t-workers">各人收到的评价</h2>{data && <p className="c-soft">{data.count.n.toLocaleString('en-US')} 人</p>}</div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={4} />
        : data.items.length === 0 ? <EmptyState title="还没有收到评价" icon="people"><p>办件办结、窗口接待之后，群众的评价会按人汇总在这里。</p></EmptyState> : (
          <div className="c-scroll" tabIndex={0} role="group" aria-label="各人收到的评价"><table className="c-plain">
            <thead><tr><th scope="col">姓名</th><th scope="col">在哪里</th><th scope="col">条数</th>{data.items[0]!.grades.map(({ grade }) => <th key={grade} scope="col">{gradeNames[grade]}</th>)}<th scope="col">满意率</th></tr></thead>
            <tbody>{data.items.map(row => <tr key={row.worker}><th scope="row">{row.name}</th><td>{row.place_name}</td><td>{row.n}</td>{row.grades.map(({ grade, n }) => <td key={grade}>{n}</td>)}<td>{share(row)}</td></tr>)}</tbody>
          </table></div>
        )}
      {data?.next && <Button kind="second" onClick={() => setAfter(data.next!)}>下一页</Button>}
    </section>
  )
}
