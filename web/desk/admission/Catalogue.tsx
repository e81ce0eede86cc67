import { catalogue, lists } from '../../../contract/admission.ts'
import { kindName, reaches } from '../../../contract/gate.ts'
import { useAsk } from '../../kernel/query.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import './admission.css'

/** What may reach a place today: the catalogue's version, how much of each cap is taken, each admission with its basis and last day. */
export function Catalogue({ place }: { place: string }) {
  const { data, error, refetch } = useAsk(catalogue, { place }, { staleTime: 60_000 })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={6} />
  return (
    <>
      <dl className="ad-caps">{data.caps.map(one => <div key={one.what}><dt>{one.what}</dt><dd>{one.held.toLocaleString('en-US')} / {one.allowed.toLocaleString('en-US')}</dd></div>)}</dl>
      <p className="r-soft">上限依据：{data.caps_source}{data.caps_verified ? '' : '。未与文件原文核对'}</p>
      <section className="r-block" aria-labelledby="ad-catalogue">
        <div className="r-block-head"><h2 id="ad-catalogue">{data.place_name}准入目录</h2><p className="r-soft">第 {data.version} 版，{data.day}，{data.items.length} 项</p></div>
        {data.items.length === 0 ? <EmptyState title="现在没有准入的事项" icon="check" /> : (
          <ul className="ad-list">{data.items.map(one => (
            <li key={one.number}>
              <p className="ad-title">{one.title}</p>
              <p>{kindName(one.kind)}，{one.requester_name}，到{one.places.join('、')}的{reaches[one.reach]}，{one.valid_to ? `${one.valid_from} 至 ${one.valid_to} 退出` : `${one.valid_from} 起`}{one.minutes > 0 && `，每月每处 ${one.minutes} 分钟`}</p>
              {one.content && <p>{one.content}</p>}{one.columns.length > 0 && <p className="r-soft">栏目：{one.columns.join('、')}</p>}
              <p className="r-soft">依据：{one.basis}{one.form_number && `。表号 ${one.form_number}，${one.form_approval ?? ''}`}{one.emergency && '。应急准入'}</p>
            </li>
          ))}</ul>
        )}
      </section>
      <Lists place={place} />
    </>
  )
}

function Lists({ place }: { place: string }) {
  const { data } = useAsk(lists, { place }, { staleTime: 60_000 })
  return (
    <>{data?.lists.map(one => (
      <section key={one.list} className="r-block" aria-labelledby={`ad-${one.list}`}>
        <div className="r-block-head"><h2 id={`ad-${one.list}`}>{one.title}</h2><p className="r-soft">{one.place_name}第 {one.version} 版，{one.valid_from} 起，{one.entries.length} 项</p></div>
        <p>{one.entries.map(entry => entry.text).join('；')}。</p>
        <p className="r-soft">来源：{one.source}{one.verified || /未逐字核对/.test(one.source) ? '' : '（未逐字核对）'}</p>
      </section>
    ))}</>
  )
}
