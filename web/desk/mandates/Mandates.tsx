import { useQueryClient } from '@tanstack/react-query'
import { App, Modal } from 'antd'
import { useState } from 'react'
import { mandates, revoke, type Mandate } from '../../../contract/account.ts'
import { levelOf } from '../../../contract/kernel.ts'
import { useMe } from '../../kernel/me.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { showDay, today } from '../../kernel/time.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, NoRightState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { DataTable, type Column } from '../DataTable.tsx'
import { Form } from '../Form.tsx'
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

function Revoke({ mandate: m, onClose }: { mandate: Mandate; onClose: () => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const deed = useCall(revoke, () => {
    void client.invalidateQueries({ queryKey: [mandates.name] })
    void message.success(`已撤销${m.person_name}的任职`)
    onClose()
  })
  return (
    <Modal open title={`撤销${m.person_name}的任职`} footer={null} onCancel={onClose} destroyOnHidden>
      <p className="r-soft">{m.place_name} · {m.office_name}，{m.valid_from} 起。撤销后立即不能再以这个岗位办事，已办的事不受影响。</p>
      <Form className="m-revoke" onSubmit={() => { setTried(true); if (reason.trim()) deed.run({ mandate: m.id, reason: reason.trim() }) }}>
        {deed.refused && <Notice tone="fault" title="没有撤销" alert>{deed.refused.message}</Notice>}
        <TextField label="撤销的原因" example="调离本街道" value={reason} onChange={setReason} limit={200} error={tried && !reason.trim() ? '请写明原因' : undefined} />
        <div className="g-actions"><Button type="submit" kind="danger" busy={deed.busy}>撤销任职</Button><Button kind="second" onClick={onClose}>不撤销</Button></div>
      </Form>
    </Modal>
  )
}
