import { useLocation, useNavigate } from '@tanstack/react-router'
import { publicBodies } from '../../contract/organisation.ts'
import { PlaceSteps } from '../desk/places/PlaceSteps.tsx'
import { paths } from '../kernel/paths.ts'
import { useAsk } from '../kernel/query.ts'
import { parseSearch } from '../kernel/router.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import './open.css'

/** Whom to ring: committees, offices and service stations of a place with their office telephones, and no names. */
export function OpenBodies() {
  const here = useLocation()
  const navigate = useNavigate()
  const search = parseSearch(here.searchStr)
  const place = /^\d{4,12}$/.test(search['place'] ?? '') ? search['place'] : undefined
  const after = search['after'] || undefined
  const { data, error, refetch } = useAsk(publicBodies, { place: place ?? '32', after, limit: 50 }, { enabled: place !== undefined, staleTime: 300_000 })
  return (
    <>
      <h1 className="g-title">机构电话</h1>
      <p className="g-title-lead">村（居）民委员会、服务站和政府机构的办公电话。先选地区，越往下越准。</p>
      <PlaceSteps top="32" topName="江苏省" value={place} lowest="community" none="请选择" onChange={to => void navigate({ href: paths.openPage('organisations', { place: to }) })} />
      {place === undefined ? <EmptyState title="请先选择地区" icon="map" /> : error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={6} />
        : data.items.length === 0 ? <EmptyState title="这个地区还没有公布机构" icon="organisation"><p>换一个地区看看，或拨打 12345。</p></EmptyState> : (
          <>
            <ul className="q-bodies">{data.items.map(one => (
              <li key={one.id}><strong>{one.name}</strong><span>{one.kind_name}，{one.place_name}</span>
                {one.phone ? <a href={`tel:${one.phone.replace(/-/g, '')}`}>{one.phone}</a> : <span>电话还没有公布</span>}</li>
            ))}</ul>
            {data.next && <p><ButtonLink kind="second" href={paths.openPage('organisations', { place, after: data.next })}>下一页</ButtonLink></p>}
          </>
        )}
    </>
  )
}
