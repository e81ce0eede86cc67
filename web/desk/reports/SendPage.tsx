import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { catalogue } from '../../../contract/admission.ts'
import { send, show } from '../../../contract/report.ts'
import { useMe } from '../../kernel/me.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { today } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { DayField, SelectField } from '../fields.tsx'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { useDeed } from './deed.ts'
import '../cases/cases.css'
import './reports.css'

/** `/desk/<seat>/reports/<report>/send`: to communities only under an admission; to a department's own system by its key, in both directions. */
export function SendPage() {
  const seat = useSeat()
  const { report } = useParams({ strict: false }) as { report: string }
  const { data, error, refetch } = useAsk(show, { report })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={8} />
  const { head } = data
  return (
    <>
      <DeskHead title="下达和交换" note={`${head.title}　${head.department}`} tools={<ButtonLink kind="second" href={paths.deskRow(seat.mandate, 'reports', head.id)}>回到报表</ButtonLink>} />
      {head.retired ? <EmptyState title="这张报表已经停用" /> : seat.verbs.includes('report.define') && <ToCommunities report={head.id} />}
      <ToSystems report={head.id} place={seat.place} />
    </>
  )
}

function ToCommunities({ report }: { report: string }) {
  const seat = useSeat()
  const [place, setPlace] = useState<string>()
  const [from, setFrom] = useState(today())
  const [number, setNumber] = useState('')
  const lay = useDeed(send)
  // Who defines reports asks for admission from another seat, often their own: the way there leads to that one.
  const { data: me } = useMe()
  const admitted = (useAsk(catalogue, { place: place ?? seat.place }).data?.items ?? []).filter(one => one.kind === 'report')
  const asker = me?.seats.find(one => one.verbs.includes('admission.ask') && seat.place.startsWith(one.place))
  const withheld = lay.refused?.code.startsWith('gate.')
  return (
    <section className="c-block" aria-labelledby="e-send"><h2 id="e-send">请村（社区）按期确认</h2>
      <p className="rp-note">不下达也能随时查看。下达以后，村（社区）每期要看一遍再确认，这会占用他们的时间，所以要先准入。</p>
      {lay.refused && <Notice tone="fault" alert title="没有下达">{lay.refused.message}{withheld && (asker ? <> <Anchor href={`${paths.deskPage(asker.mandate, 'admission')}/new`}>去提出准入申请</Anchor></> : '准入申请由本单位的部门经办员提出。')}</Notice>}
      {lay.output && <Notice tone="green" alert title="已下达">{`从 ${from} 起，${lay.output.communities.toLocaleString('en-US')} 个村（社区）按期确认。`}</Notice>}
      <PlaceSteps top={seat.place} topName={seat.place_name} value={place} lowest="community" onChange={setPlace} label="到哪里" />
      <DayField label="从哪天起" value={from} onChange={setFrom} />
      <SelectField label="按哪一项准入" hint="栏目、对象和次数不能超出准入的，名称须和准入的一样" empty="按报表自己的编号找" value={number} onChange={setNumber} optional choices={admitted.map(one => ({ code: one.number, label: `${one.title}（${one.requester_name}，${one.valid_from} 起）` }))} />
      <p className="rp-tools"><Button busy={lay.busy} onClick={() => from && lay.run({ report, places: [place ?? seat.place], from, ...number && { admission: number } })}>下达</Button></p>
    </section>
  )
}

/** How a vertical system takes the table and gives its facts back: with its own key, in the seat of the office that it stands for. */
function ToSystems({ report, place }: { report: string; place: string }) {
  const seat = useSeat()
  const rows = [
    ['取表', 'report.fill', `{"report": "${report}", "place": "${place}", "limit": 500}`, '一页一页取，和这里看到的是同一张表'],
    ['取口径', 'report.show', `{"report": "${report}"}`, '栏目和数据项的对应，版本变了会变'],
    ['交回', 'report.give', '{"answers": [{"person": "…", "element": "person.disability_level", "value": "1"}]}', '系统里登记的信息交回来，各张报表马上就有，村（社区）不用再录'],
  ] as const
  return (
    <section className="c-block" aria-labelledby="e-systems"><h2 id="e-systems">交给条线系统</h2>
      <p className="rp-note">条线系统用自己的密钥来取这张表，再把自己掌握的信息交回，双方都不用重复录入。密钥代表一个岗位，权限和这个岗位的人一样，每一次取用都有记录。</p>
      <ul className="rp-calls">{rows.map(([what, operation, input, note]) => (
        <li key={operation}><p><b>{what}</b> <code>POST /api/{operation}</code></p><code className="rp-code">{input}</code><p className="c-soft">{note}</p></li>
      ))}</ul>
      <p className="rp-note">确认、审定和退回会以 <code>report.step</code> 通知到系统登记的网址，不含姓名。</p>
      <p className="rp-tools">{seat.verbs.includes('integration.manage')
        ? <ButtonLink kind="second" href={paths.deskPage(seat.mandate, 'integration')}>发放密钥</ButtonLink>
        : <span className="c-soft">密钥由县（市、区）管理员在“系统接入”里发放，权限选“查看报表”“查看名单”“回传信息”。</span>}</p>
    </section>
  )
}
