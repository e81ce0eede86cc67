import { useState } from 'react'
import { mandates, revoke, type Mandate } from '../../../contract/account.ts'
import { levelOf } from '../../../contract/kernel.ts'
import { useMe } from '../../kernel/me.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { showDay, today } from '../../kernel/time.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, NoRightState } from '../../ui/states.tsx'
import { DataTable, type Column } from '../DataTable.tsx'
import { EndDialog } from '../EndDialog.tsx'
import { useList } from '../list.ts'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { Account } from './Account.tsx'
import { mayGive } from './offices.ts'

/** How a mandate stands today. */
function standing({ revoked_at, valid_from, valid_to }: Mandate): 'revoked' | 'ended' | 'coming' | 'holds' {
  if (revoked_at) return 'revoked'
  if (valid_to && valid_to < today()) return 'ended'
  return valid_from > today() ? 'coming' : 'holds'
}

const Standing = ({ mandate: m }: { mandate: Mandate }) => {
  switch (standing(m)) {
    case 'revoked': return <><StatusTag>已撤销</StatusTag> <span className="r-soft">{showDay(m.revoked_at!)}，{m.revoked_reason}</span></>
    case 'ended': return <StatusTag>已到期</StatusTag>
    case 'coming': return <StatusTag tone="blue">还没到任</StatusTag>
    case 'holds': return <StatusTag tone="green">在任</StatusTag>
  }
}

interface Deeds { onRevoke: (m: Mandate) => void; onAccount: (m: Mandate) => void; may: (m: Mandate) => boolean }

const columns = (deeds: Deeds | null): Column<Mandate>[] => [
  { key: 'person', title: '姓名', render: m => <strong>{m.person_name}</strong> },
  { key: 'office', title: '岗位', render: m => m.office_name },
  { key: 'place', title: '地区', render: m => m.place_name },
  { key: 'term', title: '任期', render: m => m.valid_to ? `${m.valid_from} 至 ${m.valid_to}` : `${m.valid_from} 起` },
  { key: 'standing', title: '状态', render: m => <Standing mandate={m} /> },
  { key: 'login', title: '账号', render: m => m.login ?? <span className="r-soft">未开通</span> },
  ...deeds ? [{
    key: 'deed', title: '操作', render: (m: Mandate) => deeds.may(m) ? (
      <span className="m-deeds">
        <button type="button" className="r-link" onClick={() => deeds.onAccount(m)}>{m.login ? '重置账号' : '开通账号'}<span className="g-unseen">{m.person_name}</span></button>
        <button type="button" className="r-link" onClick={() => deeds.onRevoke(m)}>撤销<span className="g-unseen">{m.person_name}的{m.office_name}</span></button>
      </span>
    ) : null,
  }] : [],
  { key: 'basis', title: '依据', render: m => m.basis },
]

/** Who holds which office in one's range, past and present. */
export function Mandates() {
  const seat = useSeat()
  const { after, values, onFilter, turn } = useList(['place'])
  const [chosen, setChosen] = useState<Mandate | null>(null)
  const [account, setAccount] = useState<Mandate | null>(null)
  const may = seat.verbs.includes('mandate.read')
  const grants = seat.verbs.includes('mandate.grant')
  const { data: me } = useMe()
  // One's own, and those that only somebody above gives, are not taken from here either.
  const mayChange = (m: Mandate) => ['holds', 'coming'].includes(standing(m)) && m.person !== me?.person && mayGive(seat.level, m.office, levelOf(m.place))
  const place = values.place?.startsWith(seat.place) ? values.place : undefined
  const { data, error, isFetching, refetch } = useAsk(mandates, { after, place }, { enabled: may, placeholderData: old => old })
  if (!may) return <><DeskHead title="任职" /><NoRightState>您的岗位不查看任职。</NoRightState></>
  return (
    <>
      <DeskHead title="任职" note="谁在哪里担任什么岗位；岗位决定能看什么、办什么" tools={grants && <ButtonLink href={paths.deskRow(seat.mandate, 'mandates', 'new')}>任命</ButtonLink>} />
      <PlaceSteps top={seat.place} topName={seat.place_name} value={place} onChange={to => onFilter({ place: to })} />
      <DataTable label="任职名单" columns={columns(grants ? { onRevoke: setChosen, onAccount: setAccount, may: mayChange } : null)} page={data} loading={isFetching} error={error} onRetry={() => void refetch()}
        rowKey={m => m.id} turn={turn} empty={<EmptyState title="这个地区还没有任职" icon="badge"><p>换一个地区看，或任命已登记的人在这里担任岗位。</p></EmptyState>} />
      {account && <Account mandate={account} onClose={() => setAccount(null)} />}
      {chosen && <Revoke mandate={chosen} onClose={() => setChosen(null)} />}
    </>
  )
}

const Revoke = ({ mandate: m, onClose }: { mandate: Mandate; onClose: () => void }) => (
  <EndDialog operation={revoke} input={reason => ({ mandate: m.id, reason })} list={mandates} title={`撤销${m.person_name}的任职`} verb="撤销" button="撤销任职"
    example="调离本街道" done={`已撤销${m.person_name}的任职`} onClose={onClose}>{m.place_name} · {m.office_name}，{m.valid_from} 起。撤销后立即不能再以这个岗位办事，已办的事不受影响。</EndDialog>
)
