import { useLocation, useParams } from '@tanstack/react-router'
import { levelsInWords, stateName } from '../../contract/glossary.ts'
import { cut, levelNames, levels } from '../../contract/kernel.ts'
import { show } from '../../contract/place.ts'
import { figures } from '../../contract/service.ts'
import { useMe, type SeatChoice } from '../kernel/me.ts'
import { paths, withSearch } from '../kernel/paths.ts'
import { useAsk } from '../kernel/query.ts'
import { parseSearch } from '../kernel/router.ts'
import { showInstant } from '../kernel/time.ts'
import { Anchor } from '../ui/Anchor.tsx'
import { ButtonLink } from '../ui/Button.tsx'
import { EmptyState, ErrorState, LoadingState, NoRightState } from '../ui/states.tsx'
import { barOf, byUrgency, countsOf, statesOf, sumsOf, type Figure } from './figures.ts'
import './view.css'

/** `/view/<seat>`: what is late and what is open, place by place, and the rows behind each figure. */
export function View() {
  const { seat: id } = useParams({ strict: false })
  const { data: me } = useMe()
  const asked = parseSearch(useLocation().searchStr)['place']
  const seat = me?.seats.find(s => s.mandate === id)
  if (!me) return <LoadingState lines={6} />
  if (!seat || !seat.verbs.includes('case.survey')) {
    return <><h1 className="g-unseen">驾驶舱</h1><NoRightState action={<ButtonLink href={paths.view()}>选择岗位</ButtonLink>}>这个岗位不看办件进度，或不是您的。</NoRightState></>
  }
  const place = asked && /^\d+$/.test(asked) && asked.startsWith(seat.place) ? asked : seat.place
  return <Survey key={place} seat={seat} place={place} />
}

function Survey({ seat, place }: { seat: SeatChoice; place: string }) {
  const { data, error, refetch, dataUpdatedAt } = useAsk(figures, { place }, { refetchInterval: 60_000 })
  const up = levelNames.map(level => cut(place, level)).filter((code): code is string => code !== undefined && code.length >= seat.place.length)
  const hrefOf = (code: string) => withSearch(paths.viewSeat(seat.mandate), { place: code === seat.place ? undefined : code })
  const rows = (code: string, state?: string) => paths.deskPage(seat.mandate, 'cases', { place: code === seat.place ? undefined : code, state })
  if (error && !data) return <><h1 className="g-unseen">驾驶舱</h1><ErrorState error={error} onRetry={() => void refetch()} /></>
  if (!data) return <><h1 className="g-unseen">驾驶舱</h1><LoadingState lines={8} /></>
  const sums = sumsOf(data.items)
  return (
    <div className="v-view">
      {up.length > 1 && <nav aria-label="上级地区"><ul className="v-crumbs">{up.map(code => <li key={code}><Crumb code={code} seat={seat} here={code === place} href={hrefOf(code)} /></li>)}</ul></nav>}
      <div className="v-head">
        <h1 className="g-title">{data.place_name}：{sums.late > 0 ? `有 ${sums.late.toLocaleString('en-US')} 件超期，先看` : '没有超期的办件'}</h1>
        <p className="v-when" role="status">{error ? '暂时更新不了，显示的是' : ''}{showInstant(dataUpdatedAt)} 的数字，每分钟更新</p>
      </div>
      <dl className="v-sums">
        <Sum title="超期" n={sums.late} href={rows(place)} tone={sums.late > 0 ? 'late' : 'calm'} />
        <Sum title="正在办" n={sums.open} href={rows(place)} tone="open" />
        <Sum title="全部" n={sums.total} href={rows(place)} tone="calm" />
      </dl>
      {data.items.length > 0 && <States counts={countsOf(data.items)} hrefOf={state => rows(place, state)} />}
      {data.items.length === 0
        ? <EmptyState title="再往下就是一件件办件" icon="papers" action={<ButtonLink href={rows(place)}>看{data.place_name}的办件</ButtonLink>} />
        : <Ranking items={data.items} drill={hrefOf} rows={rows} />}
    </div>
  )
}

function Crumb({ code, seat, here, href }: { code: string; seat: SeatChoice; here: boolean; href: string }) {
  const { data } = useAsk(show, { code }, { staleTime: 300_000, enabled: code !== seat.place })
  const name = code === seat.place ? seat.place_name : data?.place.display ?? code
  return here ? <span aria-current="page">{name}</span> : <Anchor href={href}>{name}</Anchor>
}

const Sum = ({ title, n, href, tone }: { title: string; n: number; href: string; tone: 'late' | 'open' | 'calm' }) => (
  <div className={`v-sum v-sum-${tone}`}><dt>{title}</dt><dd><Anchor href={href}>{n.toLocaleString('en-US')}<span className="g-unseen"> 件{title}，看办件</span></Anchor></dd></div>
)

const States = ({ counts, hrefOf }: { counts: Record<string, number>; hrefOf: (state: string) => string }) => {
  const found = statesOf(counts)
  return found.length === 0 ? null : (
    <ul className="v-states" aria-label="各状态的件数">
      {found.map(([state, n]) => <li key={state}><Anchor href={hrefOf(state)}>{stateName(state)}<strong>{n.toLocaleString('en-US')}</strong></Anchor></li>)}
    </ul>
  )
}

function Ranking({ items, drill, rows }: { items: readonly Figure[]; drill: (place: string) => string; rows: (place: string, state?: string) => string }) {
  const busy = byUrgency(items).filter(f => f.total > 0)
  const idle = items.filter(f => f.total === 0)
  const most = Math.max(0, ...items.map(f => f.open))
  const word = items[0] ? levelsInWords[items[0].level] : ''
  return (
    <>
      {busy.length === 0 ? <EmptyState title="这里还没有办件" icon="check"><p>居民提交申请后，这里按超期、在办的多少排列。</p></EmptyState> : (
        <table className="v-table">
          <caption className="g-unseen">{word}的办件，超期多的在前</caption>
          <thead><tr><th scope="col">{word}</th><th scope="col" className="v-n">超期</th><th scope="col" className="v-n">正在办</th><th scope="col" className="v-bars">在办（深色为超期）</th><th scope="col" className="v-n">全部</th></tr></thead>
          <tbody>
            {busy.map(f => (
              <tr key={f.place}>
                <th scope="row">{levels[f.level] < levels.community ? <Anchor href={drill(f.place)}>{f.place_name}</Anchor> : <Anchor href={rows(f.place)}>{f.place_name}</Anchor>}</th>
                <td className="v-n"><Number n={f.late} href={rows(f.place)} late what={`${f.place_name}超期`} /></td>
                <td className="v-n"><Number n={f.open} href={rows(f.place)} what={`${f.place_name}正在办`} /></td>
                <td className="v-bars" aria-hidden="true"><div className="v-bar" style={{ width: `${barOf(f.open, most)}%` }}><i style={{ width: `${f.open ? (f.late / f.open) * 100 : 0}%` }} /></div></td>
                <td className="v-n"><Number n={f.total} href={rows(f.place)} what={`${f.place_name}全部`} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {busy.length > 0 && idle.length > 0 && <p className="v-idle">还没有办件的：{idle.map(f => f.place_name).join('、')}</p>}
    </>
  )
}

const Number = ({ n, href, what, late }: { n: number; href: string; what: string; late?: boolean }) => (
  n === 0 ? <span className="v-zero">0</span> : <Anchor className={late ? 'v-late' : undefined} href={href}>{n.toLocaleString('en-US')}<span className="g-unseen">，{what}</span></Anchor>
)
