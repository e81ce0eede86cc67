import { useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { paths } from '../../kernel/paths.ts'
import { parseSearch } from '../../kernel/router.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { ButtonLink } from '../../ui/Button.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { Catalogue } from './Catalogue.tsx'
import { Hearings } from './Hearings.tsx'
import { Received } from './Received.tsx'
import { Requests } from './Requests.tsx'
import { Sent } from './Sent.tsx'
import { Wall } from './Wall.tsx'
import '../forms.css'
import './admission.css'

interface Tab { key: string; title: string; page: ReactNode }

/** What of the gate is this seat's: a department asks and sends, the county decides and watches, a community is heard and refuses. */
function tabsOf(verbs: readonly string[], place: string): Tab[] {
  const has = (verb: string) => verbs.includes(verb)
  return [
    ...has('admission.hear') ? [{ key: 'hearings', title: '征求意见', page: <Hearings /> }, { key: 'received', title: '下达到我们的', page: <Received /> }] : [],
    ...has('admission.open') ? [{ key: 'requests', title: has('admission.ask') ? '我的申请' : '准入申请', page: <Requests own={has('admission.ask')} /> }] : [],
    ...has('admission.send') ? [{ key: 'sent', title: '下达', page: <Sent /> }] : [],
    ...has('admission.receive') ? [{ key: 'wall', title: has('admission.refuse') ? '登记所见' : '违规与拦截', page: <Wall /> }] : [],
    { key: 'catalogue', title: '准入目录', page: <Catalogue place={place} /> },
  ]
}

/** `/desk/<seat>/admission`: one page for everybody at the gate, each with their own part of it. */
export function AdmissionPage() {
  const seat = useSeat()
  const tabs = tabsOf(seat.verbs, seat.place)
  const chosen = parseSearch(useLocation().searchStr)['tab']
  const tab = tabs.find(one => one.key === chosen) ?? tabs[0]!
  const tools = seat.verbs.includes('admission.ask') ? <ButtonLink href={paths.deskRow(seat.mandate, 'admission', 'new')}>提出准入申请</ButtonLink> : null
  return (
    <>
      <DeskHead title="社区事务准入" note="没有经过准入的事项，从哪个入口都到不了村（社区）。" tools={tools} />
      <nav className="ad-tabs" aria-label="准入">{tabs.map(one => (
        <Anchor key={one.key} href={paths.deskPage(seat.mandate, 'admission', { tab: one.key })} aria-current={one.key === tab.key ? 'page' : undefined}>{one.title}</Anchor>
      ))}</nav>
      {tab.page}
    </>
  )
}
