import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { CaseNumber } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { ButtonLink } from '../../ui/Button.tsx'
import { CaseBody } from '../cases/CasePage.tsx'
import { useSeat } from '../seat.ts'
import { ApplyPage } from './ApplyPage.tsx'
import { BundlePage } from './BundlePage.tsx'
import { choiceOf } from './catalogue.ts'
import { useServed, type Served } from './served.ts'
import './window.css'

/** `/desk/<seat>/window/<item, bundle or case number>`: one matter of the person served; without one, back to the window. */
export function ServedMatter() {
  const { matter = '' } = useParams({ strict: false })
  const seat = useSeat()
  const served = useServed()
  const navigate = useNavigate()
  const front = paths.deskPage(seat.mandate, 'window')
  useEffect(() => { if (!served) void navigate({ href: front, replace: true }) }, [served, front, navigate])
  if (!served) return null
  const way = <p className="c-way c-noprint"><Anchor href={front}>{served.name}的页面</Anchor></p>
  return CaseNumber.safeParse(matter).success
    ? <CaseBody key={matter} number={matter} served way={way} onward={<ButtonLink href={front}>回到{served.name}的页面</ButtonLink>} />
    : <Applying key={`${served.person} ${matter}`} item={matter} served={served} way={way} />
}

function Applying({ item, served, way }: { item: string; served: Served; way: React.ReactNode }) {
  const choice = choiceOf(item)
  return <>{way}{choice ? <BundlePage choice={choice} served={served} /> : <ApplyPage item={item} served={served} />}</>
}
