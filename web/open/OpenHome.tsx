import { calendar, show } from '../../contract/place.ts'
import { paths } from '../kernel/paths.ts'
import { useAsk } from '../kernel/query.ts'
import { showWeekday, today } from '../kernel/time.ts'
import { Card, Cards } from '../ui/Card.tsx'
import { countedUnder } from '../desk/places/words.ts'
import { monthsOf } from '../desk/calendar/days.ts'
import './open.css'

/** What anyone may look up: the places of the province, the working days, the guides. */
export function OpenHome() {
  const { data } = useAsk(show, { code: '32' }, { staleTime: 300_000 })
  const counted = data ? countedUnder(data.counts).filter(c => ['city', 'county', 'town', 'community'].includes(c.level)) : []
  return (
    <>
      <h1 className="g-title">公开查询</h1>
      <p className="g-title-lead">不用登录，任何人都能查、能核对。</p>
      <dl className="q-figures" aria-label={`${data?.place.display ?? '全省'}的区划`}>
        {counted.map(c => <div key={c.level}><dd>{c.n.toLocaleString('en-US')}</dd><dt>{c.word}</dt></div>)}
      </dl>
      <Cards lay="grid">
        <Card href={paths.openPage('places')} icon="map" title="区划查询" note="省、市、县、镇街、村（社区）的名称、代码和沿革" line="支持拼音和首字母，例如 栟茶 bcz" />
        <Card href={paths.openPage('calendar')} icon="calendar" title="工作日历" note="哪天放假、哪天上班；办理期限按它计算" line={<Today />} />
        <Card href={paths.openPage('services')} icon="papers" title="服务事项" note="谁可以办、要带什么、多久办好、依据什么" />
        <Card href={paths.openPage('organisations')} icon="organisation" title="机构电话" note="村（居）委会、服务站和政府机构的办公电话" />
        <Card href={paths.openPage('admission')} icon="list" title="社区事务准入" note="部门可以要村（社区）做什么，牌子挂几块，负担有多少" />
        <Card href={paths.openPage('ratings')} icon="chart" title="满意度" note="各事项、各窗口收到多少评价，多少人满意" />
        <Card href={paths.openPage('verify')} icon="badge" title="核验证照" note="手里的证照是不是真的、还有没有效" line="扫二维码，或填编号和校验码" />
      </Cards>
    </>
  )
}

/** Whether offices work today, by the notice of the year. */
function Today() {
  const day = today()
  const year = Number(day.slice(0, 4))
  const { data } = useAsk(calendar, { year }, { staleTime: 300_000 })
  if (!data) return <>今天 {day} {showWeekday(day)}</>
  const cell = monthsOf(year, data.days)[Number(day.slice(5, 7)) - 1]?.cells[Number(day.slice(8)) - 1]
  const works = cell?.state === 'work' || cell?.state === 'makeup'
  return <>今天 {day} {showWeekday(day)}，{works ? '工作日' : cell?.name ? `${cell.name}放假` : '休息日'}</>
}
