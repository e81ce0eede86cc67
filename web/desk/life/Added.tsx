import { useState } from 'react'
import type { Into, Left } from '../../../contract/household.ts'
import type { Other } from '../../engines/life/draft.ts'
import { Relations } from '../../engines/life/parts.tsx'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { FindHome } from './FindHome.tsx'

/** What each of several is to a head, and whether all was said. */
function useRelations(people: readonly { person: string; name: string }[], head: string) {
  const [relations, setRelations] = useState<Record<string, string>>({})
  const [tried, setTried] = useState(false)
  const missing = people.some(one => !relations[one.person])
  return {
    missing, setTried, members: people.map(({ person }) => ({ person, relation: relations[person] ?? '' })),
    fields: people.length > 0 && <Relations asked={people.map(one => ({ ...one, to: head }))} value={relations} onChange={(person, relation) => setRelations(old => ({ ...old, [person]: relation }))} faultOf={person => (tried && !relations[person] ? '请选择' : undefined)} />,
  }
}

/** Where another place asks for the head: who of those that stay follows, and what the others are to that one. */
export function Heir({ staying, onLeft }: { staying: readonly { person: string; name: string; age: number }[]; onLeft: (left: Left | undefined) => void }) {
  const [head, setHead] = useState<string | null>(staying.length === 1 ? staying[0]!.person : null)
  const heir = staying.find(one => one.person === head)
  return (
    <section className="r-block r-form" aria-label="接任户主">
      <h2>户主要离开，先选定谁接任</h2>
      <ChoiceList label="留下的人里谁接任户主" value={head} onChange={to => { setHead(to); onLeft(undefined) }} choices={staying.map(one => ({ value: one.person, title: one.name, note: `${one.age} 岁` }))} />
      {heir && <Others key={heir.person} heir={heir} others={staying.filter(one => one.person !== heir.person)} onLeft={onLeft} />}
    </section>
  )
}

function Others({ heir, others, onLeft }: { heir: { person: string; name: string }; others: readonly { person: string; name: string }[]; onLeft: (left: Left) => void }) {
  const { missing, setTried, members, fields } = useRelations(others, heir.name)
  return <>{fields}<div className="g-actions"><Button kind="second" onClick={() => { setTried(true); if (!missing) onLeft({ head: heir.person, members }) }}>看看会变成什么样</Button></div></>
}

/** Those who arrive live by themselves, or become part of a household that is there; null while that is still being chosen. */
export function Joining({ coming, onInto }: { coming: readonly { person: string; name: string }[]; onInto: (into: Into | null | undefined) => void }) {
  const [where, setWhere] = useState<'own' | 'with'>('own')
  const [other, setOther] = useState<Other | null>(null)
  return (
    <section className="r-block r-form" aria-label="住进哪一户">
      <ChoiceList label="来了以后登记在哪一户" value={where} onChange={to => { setWhere(to); setOther(null); onInto(to === 'with' ? null : undefined) }} choices={[
        { value: 'own', title: '新立一户', note: '按迁出地写的住址和户主' }, { value: 'with', title: '加入本村（社区）已有的一户', note: '例如婚入、投靠亲属' }]} />
      {where === 'with' && <FindHome own="" value={other} onChange={to => { setOther(to); onInto(null) }} error={undefined} />}
      {where === 'with' && other && <With key={other.id} other={other} coming={coming} onInto={onInto} />}
    </section>
  )
}

function With({ other, coming, onInto }: { other: Other; coming: readonly { person: string; name: string }[]; onInto: (into: Into) => void }) {
  const { missing, setTried, members, fields } = useRelations(coming, other.members.find(one => one.head)?.name ?? '户主')
  return <>{fields}<div className="g-actions"><Button kind="second" onClick={() => { setTried(true); if (!missing) onInto({ household: other.id, members }) }}>看看会变成什么样</Button></div></>
}
