import { useState } from 'react'
import { list } from '../../../contract/organisation.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState, ErrorState, LoadingState, NoRightState } from '../../ui/states.tsx'
import { showCount } from '../keys.ts'
import { useList } from '../list.ts'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { Turn } from '../Turn.tsx'
import { BodyCard } from './BodyCard.tsx'
import { Deeds, type Deed } from './Deeds.tsx'
import './organisations.css'

/** The bodies of a place, their posts and who holds them; what the seat may change of them. */
export function Organisations() {
  const seat = useSeat()
  const { after, values, onFilter, turn } = useList(['place'])
  const [deed, setDeed] = useState<Deed | null>(null)
  const may = seat.verbs.includes('organisation.read')
  const place = values.place?.startsWith(seat.place) ? values.place : undefined
  const { data, error, isFetching, refetch } = useAsk(list, { after, place, limit: 30 }, { enabled: may, placeholderData: old => old })
  if (!may) return <><DeskHead title="组织" /><NoRightState>您的岗位不查看组织。</NoRightState></>
  const tools = seat.verbs.includes('organisation.register') && <ButtonLink href={paths.deskRow(seat.mandate, 'organisations', 'new')}>登记组织</ButtonLink>
  return (
    <>
      <DeskHead title="组织" note="党组织、村（居）委会、监督委员会、业委会、物业和社会组织，以及现任人员" tools={tools} />
      <PlaceSteps top={seat.place} topName={seat.place_name} value={place} lowest="community" onChange={to => onFilter({ place: to })} />
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState shape="cards" lines={4} /> : data.items.length === 0 ? (
        <EmptyState title="这个地区还没有登记组织" icon="organisation"><p>换一个地区看看。</p></EmptyState>
      ) : (
        <>
          <ul className="o-bodies">{data.items.map(body => <BodyCard key={body.id} body={body} onDeed={setDeed} />)}</ul>
          <Turn count={isFetching ? '正在更新' : showCount(data.count).replace('条', '个')} next={data.next} turn={turn} />
        </>
      )}
      {deed && <Deeds deed={deed} onClose={() => setDeed(null)} />}
    </>
  )
}
