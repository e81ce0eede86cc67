import { useLocation, useNavigate } from '@tanstack/react-router'
import { published } from '../../contract/burden.ts'
import { Catalogue } from '../desk/admission/Catalogue.tsx'
import { spoken } from '../desk/admission/words.ts'
import { PlaceSteps } from '../desk/places/PlaceSteps.tsx'
import { paths } from '../kernel/paths.ts'
import { useAsk } from '../kernel/query.ts'
import { parseSearch } from '../kernel/router.ts'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import '../desk/forms.css'
import './open.css'

/** What may be asked of a village or community, and what departments cost them, as far as it was decided to publish that. */
export function OpenAdmission() {
  const navigate = useNavigate()
  const given = parseSearch(useLocation().searchStr)['place'] ?? ''
  const place = /^\d{4}(\d{2}(\d{3}(\d{3})?)?)?$/.test(given) ? given : '32'
  return (
    <>
      <h1 className="g-title">社区事务准入</h1>
      <p className="g-title-lead">没有列在这里的报表、任务、牌子，村（社区）有权拒绝。</p>
      <PlaceSteps top="32" topName="江苏省" value={place === '32' ? undefined : place} lowest="community" none="全部" onChange={to => void navigate({ href: paths.openPage('admission', { place: to }) })} />
      <Catalogue place={place} />
      <Published place={place.slice(0, 6)} />
    </>
  )
}

function Published({ place }: { place: string }) {
  const { data, error, refetch } = useAsk(published, { place }, { staleTime: 60_000 })
  return (
    <section className="r-block" aria-labelledby="op-burden">
      <h2 id="op-burden">各部门加给基层的负担</h2>
      <p className="r-soft">由县级减负专班决定公布。只比部门，不比村和社区。</p>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={3} /> : data.months.length === 0 ? <EmptyState title="还没有公布" icon="chart" /> : data.months.map(one => (
        <div key={`${one.place}${one.month}`}>
          <h3>{one.place_name}，{one.month}</h3><p className="r-soft">{one.decision}</p>
          <ul className="ad-list">{one.items.map(each => <li key={each.requester_name}><p>{each.requester_name}：{spoken(each.minutes)}，{each.communities} 个村（社区）</p></li>)}</ul>
        </div>
      ))}
    </section>
  )
}
