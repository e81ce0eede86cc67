import { lookers, mine } from '../../../contract/person.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { paths } from '../../kernel/paths.ts'
import { showDay, showInstant } from '../../kernel/time.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Panel, Section } from '../../ui/Card.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { FactList, originOf, remedyOf } from '../apply/FactList.tsx'
import { Up } from '../Frame.tsx'
import { More } from '../More.tsx'
import { useOwn, usePages } from '../own.ts'
import { Signed } from '../Signed.tsx'
import { correctable, Corrections } from './corrections.tsx'
import { Household } from './Household.tsx'
import '../resident.css'

type Record = OutputOf<typeof mine>

/** `/me`: what the platform holds about me and whence, my household, and who has looked. */
export const MePage = () => (
  <Signed title="我的信息" nav="mine" why="平台登记了您的哪些信息、从哪里来、谁看过，登录后都能看到。">{() => <Mine />}</Signed>
)

function Mine() {
  const { data, error, refetch } = useOwn(mine, {}, { staleTime: 60_000 })
  return (
    <>
      <Up href={paths.mine()}>我的</Up>
      <h1 className="g-title">我的信息</h1>
      <p className="g-title-lead">这里是平台登记的关于您的全部信息。每一条都写明从哪里来。</p>
      <p className="r-jump"><a href="#household">家庭成员</a><a href="#lookers">谁看过我的信息</a></p>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : data ? <Held data={data} /> : <LoadingState lines={8} />}
      <Lookers />
    </>
  )
}

const groups = [
  { source: 'shared', title: '部门共享的' }, { source: 'verified', title: '部门核验的' },
  { source: 'collected', title: '社区上门登记的' }, { source: 'declared', title: '您自己报的' },
] as const

function Held({ data }: { data: Record }) {
  return (
    <>
      {groups.map(({ source, title }) => {
        const facts = data.facts.filter(f => f.source === source)
        return facts.length === 0 ? null : (
          <Section key={source} id={`r-${source}`} title={title}>
            <Panel>
              <FactList facts={facts.map(f => ({
                key: f.element, name: f.name, value: <>{f.shown}{f.stale && <> <StatusTag tone="amber">时间久了</StatusTag></>}</>,
                origin: source === 'shared' || source === 'verified' ? `${f.organ}，${showDay(f.asserted_at)}` : originOf(f).replace('，不用您填', ''),
                ...correctable(f) ? { change: { href: paths.correct(f.element), title: '更正' } } : { wrong: remedyOf(f) },
              }))} />
            </Panel>
          </Section>
        )
      })}
      <Corrections />
      <Section id="household" title="家庭成员">
        {data.household ? <Household household={data.household} me={data.person.id} /> : <p className="r-quiet">还没有登记家庭成员。</p>}
        <div className="g-actions g-section"><ButtonLink kind="second" href={paths.household()}>家里有变动，去登记</ButtonLink></div>
      </Section>
    </>
  )
}

type Look = OutputOf<typeof lookers>['items'][number]
const saidOf = ({ operation_name, purpose }: Pick<Look, 'operation_name' | 'purpose'>): string => purpose.startsWith(operation_name) ? purpose : `${operation_name}：${purpose}`

/** Each of the looks that are told as one, for whoever wants to know. */
const Each = ({ look: { looks, times } }: { look: Look }) => (
  <details className="r-looks">
    <summary>看每一次</summary>
    <ol>{looks.map((one, i) => <li key={`${one.at}-${i}`}><time dateTime={one.at}>{showInstant(one.at).slice(11)}</time>　{one.purpose === looks[0]!.purpose ? one.operation_name : saidOf(one)}</li>)}</ol>
    {times > looks.length && <p className="r-basis">更早的 {times - looks.length} 次没有列出。</p>}
  </details>
)

function Lookers() {
  const found = usePages(lookers, 20)
  return (
    <Section id="lookers" title="谁看过我的信息">
      <p className="r-quiet">工作人员每打开一次您的档案或办件，这里都会记一笔，任何人都改不了。觉得不该看的，可以拨打 <a href="tel:12345">12345</a> 投诉。</p>
      {found.error ? <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        : !found.first ? <LoadingState lines={3} />
          : found.items.length === 0 ? <EmptyState title="还没有人看过" icon="lock" />
            : (
              <ol className="r-lookers">
                {found.items.map((l, i) => (
                  <li key={`${l.at}-${i}`}>
                    <p><strong>{l.actor_name}</strong>　{l.place_name} {l.office_name}</p>
                    <p>{saidOf(l)}</p>
                    <p className="r-basis"><time dateTime={l.at}>{showInstant(l.at)}</time>{l.times > 1 && `，当天共 ${l.times} 次`}</p>
                    {l.times > 1 && <Each look={l} />}
                  </li>
                ))}
              </ol>
            )}
      <More pages={found} words="再看 20 条" />
    </Section>
  )
}
