import { useParams } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { list, show } from '../../../contract/person.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { paths, withSearch } from '../../kernel/paths.ts'
import { keyOf, useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState, NoRightState } from '../../ui/states.tsx'
import { Facts } from '../Facts.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { FactTable, type FactDeed } from './FactTable.tsx'
import { History } from './History.tsx'
import { HouseholdView } from './HouseholdView.tsx'
import { opened } from './opened.ts'
import { Purpose } from './Purpose.tsx'
import { RecordFact, type FactShown } from './RecordFact.tsx'
import { Unmask } from './Unmask.tsx'
import './people.css'

type Shown = OutputOf<typeof show>

/** One person's record: first the purpose, then what is held. */
export function Person() {
  const { person = '' } = useParams({ strict: false })
  return <PersonOf key={person} id={person} />
}

function PersonOf({ id }: { id: string }) {
  const seat = useSeat()
  const client = useQueryClient()
  const [purpose, setPurpose] = useState(() => {
    const before = opened.for(seat.mandate, id)
    return before !== undefined && client.getQueryData(keyOf(show, { id, purpose: before })) ? before : null
  })
  const lists = seat.verbs.includes('person.list')
  const back = <p className="r-crumbs r-noprint"><Anchor href={paths.deskPage(seat.mandate, lists ? 'people' : 'cases')}>{lists ? '居民名册' : '办件'}</Anchor></p>
  if (!seat.verbs.includes('person.open')) return <>{back}<NoRightState>您的岗位不查看居民档案。</NoRightState></>
  const open = (why: string) => { opened.note(seat.mandate, id, why); setPurpose(why) }
  return <>{back}{purpose === null ? <Purpose who={nameInLists(client.getQueriesData({ queryKey: [list.name] }), id)} onOpen={open} /> : <Record id={id} purpose={purpose} />}</>
}

/** The name as the list showed it, when one came from there. */
function nameInLists(lists: [unknown, unknown][], id: string): string | null {
  for (const [, page] of lists) {
    const found = (page as OutputOf<typeof list> | undefined)?.items.find(p => p.id === id)
    if (found) return found.name
  }
  return null
}

function Record({ id, purpose }: { id: string; purpose: string }) {
  const { data, error, refetch } = useAsk(show, { id, purpose })
  if (error?.code === 'found.nothing') {
    return <><DeskHead title="没有打开" /><EmptyState title="没有找到这份档案" icon="search"><p>它不存在，或不在您的管辖范围内。这次打开没有看到任何内容。</p></EmptyState></>
  }
  if (error) return <><DeskHead title="没有打开" /><ErrorState error={error} onRetry={() => void refetch()} /></>
  if (!data) return <LoadingState lines={8} />
  return data.opened === 'covered' ? <Covered data={data} purpose={purpose} /> : <Open data={data} purpose={purpose} />
}

/** No reason to open it: enough to tell whether it is the one who is meant, and what would open it. */
function Covered({ data: { person: p }, purpose }: { data: Shown; purpose: string }) {
  const seat = useSeat()
  return (
    <>
      <DeskHead title={p.name} tab="居民档案" note={`为“${purpose}”打开，已记下，本人看得到`} />
      <Notice tone="amber" title="只显示遮蔽后的内容">这位居民没有由您的岗位正在办理或近期办过的事。收到他的办件以后，就能打开完整的档案。</Notice>
      <div className="d-list"><Facts facts={[
        { name: '性别和年龄', value: `${p.sex}，${p.age} 岁` }, { name: '证件号码', value: p.identity_masked }, { name: '地区', value: p.place_name }, { name: '人户状态', value: p.resides },
      ]} /></div>
      <p className="r-noprint p-end"><ButtonLink kind="quiet" href={paths.deskPage(seat.mandate, seat.verbs.includes('person.list') ? 'people' : 'cases')}>返回</ButtonLink></p>
    </>
  )
}

function Open({ data, purpose }: { data: Shown; purpose: string }) {
  const { person: p, facts, household } = data
  const seat = useSeat()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [deed, setDeed] = useState<{ deed: FactDeed; fact: FactShown | null } | null>(null)
  const close = () => setDeed(null)
  const may = (what: FactDeed) => what === 'history' || seat.verbs.includes(what === 'unmask' ? 'person.unmask' : 'person.record')
  const saved = (fresh: FactShown[], name: string) => {
    client.setQueryData<Shown>(keyOf(show, { id: p.id, purpose }), old => old && { ...old, facts: fresh })
    client.removeQueries({ queryKey: ['person.fact_history'] })
    void client.invalidateQueries({ queryKey: [list.name] })
    close()
    void message.success(`已保存：${name}`)
  }
  const stale = facts.filter(f => f.stale)
  return (
    <>
      <DeskHead title={p.name} tab="居民档案" note={`为“${purpose}”打开，已记下，本人看得到`}
        tools={may('record') && <Button onClick={() => setDeed({ deed: 'record', fact: null })}>记录新的信息</Button>} />
      {stale.length > 0 && <Notice tone="amber" title={`${stale.length} 项信息已过有效期，下次见面时请核实`}>{stale.map(f => f.name).join('、')}</Notice>}
      <div className="d-list"><Facts facts={[
        { name: '性别和年龄', value: `${p.sex}，${p.age} 岁（${p.birth_date}）` }, { name: '证件号码', value: p.identity_masked },
        { name: '电话', value: p.phone_masked ?? '未登记' }, { name: '住址', value: p.address ?? '未登记' },
        { name: '地区', value: p.place_name }, { name: '居住状况', value: p.living ?? '未登记' }, { name: '人户状态', value: p.resides },
      ]} /></div>
      <section className="r-block" aria-label="家庭">
        <div className="r-block-head">
          <h2>家庭</h2>
          {household && seat.verbs.includes('household.ask') && <ButtonLink kind="second" href={paths.deskChange(seat.mandate, p.id)}>办理户内变动</ButtonLink>}
          {household && may('record') && !seat.verbs.includes('household.ask') && <Anchor className="r-noprint" href={withSearch(paths.deskRow(seat.mandate, 'people', 'new'), { with: p.id })}>登记这户的新成员</Anchor>}
        </div>
        {household ? <HouseholdView household={household} self={p.id} /> : <p className="r-soft">还没有登记在哪一户。</p>}
      </section>
      <FactTable facts={facts} may={may} onDeed={(what, fact) => setDeed({ deed: what, fact })} />
      {deed?.deed === 'record' && <RecordFact person={p.id} name={p.name} element={deed.fact?.element ?? null} facts={facts} onDone={saved} onClose={close} />}
      {deed?.deed === 'history' && deed.fact && <History person={p.id} fact={deed.fact} onClose={close} />}
      {deed?.deed === 'unmask' && deed.fact && <Unmask person={p.id} fact={deed.fact} onClose={close} />}
      <p className="r-noprint p-end">{seat.verbs.includes('person.list') && <ButtonLink kind="quiet" href={paths.deskPage(seat.mandate, 'people')}>回到名册</ButtonLink>}</p>
    </>
  )
}
