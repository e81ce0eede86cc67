import type { CaseView } from '../../../contract/service.ts'
import { showInstant } from '../../kernel/time.ts'
import { Deadline } from './words.tsx'

type Clock = CaseView['clocks'][number]
const kinds: Record<Clock['kind'], string> = { promised: '承诺', statutory: '法定', lapse: '程序' }

/** The clocks of a case: what was promised, what the law says, which one stands still and why. */
export function Clocks({ clocks }: { clocks: readonly Clock[] }) {
  if (clocks.length === 0) return <p className="c-soft">这件事还没有开始计时。</p>
  const running = [...clocks].sort((a, b) => Number(isOver(a)) - Number(isOver(b)) || (a.due_at < b.due_at ? -1 : 1))
  return <ul className="c-clocks">{running.map(clock => <ClockRow key={`${clock.name} ${clock.started_at}`} clock={clock} />)}</ul>
}

const isOver = (clock: Clock): boolean => clock.met_at !== null || clock.fired_at !== null

function ClockRow({ clock }: { clock: Clock }) {
  const unit = clock.unit === 'working' ? '个工作日' : '天'
  return (
    <li className={isOver(clock) ? 'c-clock c-clock-met' : 'c-clock'}>
      <p className="c-clock-head"><b>{clock.title}</b><span className="c-soft">{kinds[clock.kind]} {clock.days} {unit}</span></p>
      <p>{clock.met_at ? `${clock.met_at > clock.due_at ? '超期完成' : '按期完成'}（${showInstant(clock.met_at)}）`
        : clock.fired_at ? `已到期，系统已按规定办理（${showInstant(clock.fired_at)}）`
          : clock.stopped ? <span className="c-due c-due-stopped">计时已暂停，恢复后顺延</span>
            : <Deadline due={clock.due_at} left={clock.left} unit={clock.unit} />}</p>
      {clock.stops.map(stop => <p className="c-soft" key={stop.from}>{showInstant(stop.from)} {stop.to ? `至 ${showInstant(stop.to)} ` : '起'}暂停：{stop.why}</p>)}
      {clock.provisional && !isOver(clock) && <p className="c-soft">期限伸到放假安排还没有发布的年份，发布后会重新推算。</p>}
      <p className="c-soft">{clock.basis}</p>
    </li>
  )
}
