import { useState } from 'react'
import { elements } from '../../../contract/element.ts'
import { collect, tasks } from '../../../contract/report.ts'
import { useAsk } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useDeed } from './deed.ts'
import { useList } from '../list.ts'
import { emptyDraft, faultOf, ValueField, valueOf, type Draft, type ElementShown } from '../people/ValueField.tsx'
import { Tick } from '../fields.tsx'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { Turn } from '../Turn.tsx'
import '../cases/cases.css'
import './reports.css'

/** What is missing or old, household by household: one visit answers it for every report that waits. */
export function TasksPage() {
  const seat = useSeat()
  const { after, values, onFilter, turn } = useList(['place'])
  const place = values.place?.startsWith(seat.place) ? values.place : undefined
  const { data, error, refetch } = useAsk(tasks, { limit: 20, ...(place && { place }), ...(after && { after }) }, { placeholderData: old => old })
  const all = useAsk(elements, {}, { staleTime: 600_000 })
  const [said, setSaid] = useState<{ head: string; kept: number; away: string[] } | null>(null)
  const known = new Map((all.data?.items ?? []).map(one => [one.id, one]))
  return (
    <>
      <DeskHead title="入户采集" note="只列缺的和过了有效期的信息，按户归在一起；一次上门，所有等这些信息的报表同时补齐" />
      <PlaceSteps top={seat.place} topName={seat.place_name} value={place} onChange={to => onFilter({ place: to })} />
      {said && (
        <Notice tone={said.away.length > 0 ? 'amber' : 'green'} alert title={`${said.head}家：保存了 ${said.kept} 项`}>
          {said.away.length > 0 && `${said.away.join('、')}刚刚迁出您的范围，没有登记；迁入地会接着采集。`}
        </Notice>
      )}
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data || !all.data ? <LoadingState lines={8} />
        : data.items.length === 0 ? <EmptyState title="没有要上门问的" icon="check"><p>报表需要的信息都有，并且都在有效期内。</p></EmptyState> : (
          <>
            <p className="c-soft" role="status">{data.count.n.toLocaleString('en-US')} 户</p>
            {data.items.map(home => <Visit key={home.household} home={home} known={known} onSaved={setSaid} />)}
            <Turn count={null} next={data.next} turn={turn} />
          </>
        )}
    </>
  )
}

type Home = NonNullable<ReturnType<typeof useAsk<typeof tasks>>['data']>['items'][number]

interface VisitProps { home: Home; known: ReadonlyMap<string, ElementShown>; onSaved: (said: { head: string; kept: number; away: string[] }) => void }
function Visit({ home, known, onSaved }: VisitProps) {
  const [open, setOpen] = useState(false)
  const people = home.members.filter(one => home.asked.some(asked => asked.person === one.person))
  const reports = [...new Set(home.asked.flatMap(one => one.reports))]
  return (
    <section className="rp-visit" aria-label={`${home.head}家`}>
      <h2>{home.head}家　<span className="c-soft">{home.place_name}</span></h2>
      <p>{home.address ?? '没有登记住址'}</p>
      <p className="c-soft">{people.map(one => `${one.name}（${one.age} 岁）`).join('、')}：共 {home.asked.length} 项，补上以后《{reports.join('》《')}》都不用再问</p>
      {open ? <Answers home={home} known={known} onSaved={onSaved} onDone={() => setOpen(false)} /> : <p className="rp-tools"><Button kind="second" onClick={() => setOpen(true)}>登记这一户</Button></p>}
    </section>
  )
}

function Answers({ home, known, onSaved, onDone }: VisitProps & { onDone: () => void }) {
  const [drafts, setDrafts] = useState<Record<string, Draft>>({})
  const [same, setSame] = useState<readonly string[]>([])
  const [tried, setTried] = useState(false)
  const say = useDeed(collect, ({ away, changed, renewed }) => {
    onSaved({ head: home.head, kept: changed + renewed, away: away.map(id => home.members.find(one => one.person === id)?.name ?? '有一位成员') })
    onDone()
  })
  const keyOf = (one: Home['asked'][number]) => `${one.person} ${one.element}`
  const given = home.asked.filter(one => same.includes(keyOf(one)) || (drafts[keyOf(one)]?.text ?? '').trim() !== '')
  const submit = () => {
    setTried(true)
    if (given.length === 0 || given.some(one => !same.includes(keyOf(one)) && faultOf(known.get(one.element)!, drafts[keyOf(one)]!))) return
    say.run({ answers: given.map(one => ({ person: one.person, element: one.element, ...same.includes(keyOf(one)) ? { value: null, same: true as const } : { value: valueOf(known.get(one.element)!, drafts[keyOf(one)]!) } })), purpose: '入户采集' })
  }
  return (
    <>
      {say.refused && <Notice tone="fault" alert title="没有保存">{say.refused.message}</Notice>}
      {tried && given.length === 0 && <Notice tone="fault" alert title="还没有填" />}
      {home.members.map(member => {
        const asked = home.asked.filter(one => one.person === member.person && known.has(one.element))
        return asked.length === 0 ? null : (
          <div key={member.person}>
            <h3>{member.name}（{member.age} 岁）</h3>
            <div className="rp-asked">{asked.map(one => {
              const element = known.get(one.element)!
              const draft = drafts[keyOf(one)] ?? emptyDraft
              const unchanged = same.includes(keyOf(one))
              return (
                <div key={one.element}>
                  {one.shown !== null && <Unchanged name={element.name} shown={one.shown} value={unchanged} onChange={on => setSame(on ? [...same, keyOf(one)] : same.filter(key => key !== keyOf(one)))} />}
                  {!unchanged && <ValueField element={element} value={draft} error={draft.text.trim() === '' || !tried ? say.refused?.byField[one.element] : faultOf(element, draft)}
                    onChange={to => setDrafts({ ...drafts, [keyOf(one)]: to })} />}
                </div>
              )
            })}</div>
          </div>
        )
      })}
      <p className="rp-tools"><Button busy={say.busy} onClick={submit}>保存（{given.length} 项）</Button><Button kind="quiet" onClick={onDone}>先不填</Button></p>
    </>
  )
}

/** What is held is old: said to be still so, nobody types it again. */
const Unchanged = ({ name, shown, value, onChange }: { name: string; shown: string; value: boolean; onChange: (value: boolean) => void }) => (
  <div className="rp-held"><p><b>{name}</b>　原来登记的是“{shown}”，已过有效期</p><Tick label="问过了，没有变化" value={value} onChange={onChange} /></div>
)
