import { useLocation, useNavigate } from '@tanstack/react-router'
import { gradeNames, published } from '../../contract/rating.ts'
import { PlaceSteps } from '../desk/places/PlaceSteps.tsx'
import { share } from '../desk/ratings/words.tsx'
import { paths } from '../kernel/paths.ts'
import { useAsk } from '../kernel/query.ts'
import { parseSearch } from '../kernel/router.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { ChoiceList } from '../ui/ChoiceList.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import './open.css'

const kinds = [{ value: 'item', title: '按事项' }, { value: 'window', title: '按窗口' }] as const

/** How satisfied people are, per item and per window: exact counts, and a share where there are enough of them. */
export function OpenRatings() {
  const navigate = useNavigate()
  const search = parseSearch(useLocation().searchStr)
  const place = /^\d{4}(\d{2})?$/.test(search['place'] ?? '') ? search['place']! : '32'
  const by = search['by'] === 'window' ? 'window' : 'item'
  const { data, error, refetch } = useAsk(published, { place, by, limit: 50, ...(search['after'] && { after: search['after'] }) }, { staleTime: 60_000 })
  const go = (to: Record<string, string | undefined>) => void navigate({ href: paths.openPage('ratings', { place: place === '32' ? undefined : place, by, ...to }) })
  return (
    <>
      <h1 className="g-title">满意度</h1>
      <p className="g-title-lead">办完事的人自愿评的，一件事评一次。“差”和“很差”的由上级联系、整改、回访。</p>
      <PlaceSteps top="32" topName="江苏省" value={place === '32' ? undefined : place} lowest="county" none="全部" onChange={to => go({ place: to })} />
      <div className="q-kinds"><ChoiceList label="怎么看" value={by} onChange={to => go({ by: to })} choices={kinds} name="by" /></div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={6} />
        : data.items.length === 0 ? <EmptyState title="还没有收到评价" icon="chart"><p>有人评价以后列在这里。</p></EmptyState> : (
          <>
            <div className="q-scroll" tabIndex={0} role="group" aria-label="满意度"><table className="q-table">
              <caption>{data.place_name}，{data.count.n.toLocaleString('en-US')} {by === 'item' ? '个事项' : '个窗口'}。少于 {data.shown_from} 条的不计比例。</caption>
              <thead><tr><th scope="col">{by === 'item' ? '事项' : '窗口'}</th><th scope="col">条数</th><th scope="col">满意率</th>{data.items[0]!.grades.map(({ grade }) => <th key={grade} scope="col">{gradeNames[grade]}</th>)}</tr></thead>
              <tbody>{data.items.map(row => (
                <tr key={row.subject}><th scope="row">{row.label}</th><td>{row.n.toLocaleString('en-US')}</td><td>{share(row)}</td>{row.grades.map(({ grade, n }) => <td key={grade}>{n.toLocaleString('en-US')}</td>)}</tr>
              ))}</tbody>
            </table></div>
            {data.next && <p><ButtonLink kind="second" href={paths.openPage('ratings', { place, by, after: data.next })}>下一页</ButtonLink></p>}
          </>
        )}
    </>
  )
}
