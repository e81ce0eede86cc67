import type { z } from 'zod'
import { organisations, type Organisation } from '../../../contract/person.ts'
import { useAsk } from '../../kernel/query.ts'
import { StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState, NoRightState } from '../../ui/states.tsx'
import { showCount } from '../keys.ts'
import { useList } from '../list.ts'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import './organisations.css'

type Body = z.infer<typeof Organisation>

/** The bodies of a place, their posts and who holds them. */
export function Organisations() {
  const seat = useSeat()
  const { after, values, onFilter, turn } = useList(['place'])
  const may = seat.verbs.includes('organisation.read')
  const place = values.place?.startsWith(seat.place) ? values.place : undefined
  const { data, error, isFetching, refetch } = useAsk(organisations, { after, place, limit: 30 }, { enabled: may, placeholderData: old => old })
  if (!may) return <><DeskHead title="组织" /><NoRightState>您的岗位不查看组织。</NoRightState></>
  return (
    <>
      <DeskHead title="组织" note="党组织、村（居）委会、监督委员会、业委会、物业和社会组织，以及现任人员" />
      <PlaceSteps top={seat.place} topName={seat.place_name} value={place} lowest="community" onChange={to => onFilter({ place: to })} />
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState shape="cards" lines={4} /> : data.items.length === 0 ? (
        <EmptyState title="这个地区还没有登记组织" icon="organisation"><p>换一个地区看看。</p></EmptyState>
      ) : (
        <>
          <ul className="o-bodies">{data.items.map(body => <BodyCard key={body.id} body={body} />)}</ul>
          <div className="d-turn">
            <p role="status">{isFetching ? '正在更新' : showCount(data.count).replace('条', '个')}</p>
            <nav aria-label="翻页">
              <button type="button" className="d-key" disabled={turn.depth === 0} onClick={turn.previous}>上一页</button>
              <span>第 {turn.depth + 1} 页</span>
              <button type="button" className="d-key" disabled={data.next === null} onClick={() => data.next !== null && turn.next(data.next)}>下一页</button>
            </nav>
          </div>
        </>
      )}
    </>
  )
}

const BodyCard = ({ body }: { body: Body }) => (
  <li className="o-body">
    <h2>{body.name}</h2>
    <p className="o-line"><StatusTag tone={body.kind === 'party_branch' ? 'party' : 'plain'}>{body.kind_name}</StatusTag>
      <span>{[body.founded_on && `${body.founded_on} 成立`, body.credit_code && `代码 ${body.credit_code}`].filter(Boolean).join('，')}</span></p>
    {body.posts.length === 0 ? <p className="r-soft">还没有登记职务。</p> : (
      <dl>
        {body.posts.map(post => {
          const open = post.seats - post.holders.length
          return (
            <div key={post.id}>
              <dt>{post.title}{post.seats > 1 && <span className="r-soft">（{post.seats} 人）</span>}</dt>
              <dd>
                {post.holders.map(h => <span key={h.name + h.since} className="o-holder" title={`${h.since} 起${h.until ? `，至 ${h.until}` : ''}`}>{h.name}<span className="r-soft"> {h.since.slice(0, 7)} 起</span></span>)}
                {open > 0 && <span className="r-soft">空缺{post.seats > 1 ? ` ${open} 人` : ''}</span>}
              </dd>
            </div>
          )
        })}
      </dl>
    )}
  </li>
)
