import { useState } from 'react'
import { keys, revokeKey, type Key } from '../../../contract/integration.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { showDay, showInstant, today } from '../../kernel/time.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { DataTable, type Column } from '../DataTable.tsx'
import { EndDialog } from '../EndDialog.tsx'
import { useList } from '../list.ts'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { IntegrationFrame } from './Tabs.tsx'

const holds = (key: Key): boolean => !key.revoked_at && key.valid_until >= today()

const Standing = ({ of }: { of: Key }) => of.revoked_at
  ? <><StatusTag>已撤销</StatusTag> <span className="r-soft">{showDay(of.revoked_at)}，{of.revoked_reason}</span></>
  : holds(of) ? <StatusTag tone="green">可用</StatusTag> : <StatusTag>已到期</StatusTag>

const columns = (onRevoke: (key: Key) => void): Column<Key>[] => [
  { key: 'organisation', title: '组织', render: key => <><strong>{key.organisation_name}</strong><br /><span className="r-soft">{key.name}，尾号 <span className="i-code">{key.hint}</span></span></> },
  { key: 'standing', title: '状态', render: key => <Standing of={key} /> },
  { key: 'office', title: '代替的岗位', render: key => <>{key.place_name}<br />{key.office_name}</> },
  { key: 'verbs', title: '权限', render: key => <span className="i-verbs">{key.verbs.map(one => one.name).join('、')}</span> },
  { key: 'until', title: '有效期至', render: key => key.valid_until },
  { key: 'rate', title: '每分钟', align: 'right', render: key => `${key.per_minute} 次` },
  { key: 'used', title: '最近使用', render: key => key.used_at ? showInstant(key.used_at) : <span className="r-soft">还没用过</span> },
  { key: 'deed', title: '操作', render: key => holds(key) ? <button type="button" className="r-link" onClick={() => onRevoke(key)}>撤销<span className="g-unseen">{key.organisation_name}的{key.name}</span></button> : null },
  { key: 'basis', title: '依据', render: key => <>{key.basis}<br /><span className="r-soft">{key.made_by}，{showDay(key.made_at)}</span></> },
]

/** The keys with which departments' systems call, in one's range: what each may do, since when it is used, and its end. */
export function Keys() {
  const seat = useSeat()
  const { after, values, onFilter, turn } = useList(['place'])
  const [chosen, setChosen] = useState<Key | null>(null)
  const place = values.place?.startsWith(seat.place) ? values.place : undefined
  const { data, error, isFetching, refetch } = useAsk(keys, { after, place }, { enabled: seat.verbs.includes('integration.manage'), placeholderData: old => old })
  return (
    <IntegrationFrame page="keys" note="部门自己的系统凭密钥调用本平台；看什么、办什么由密钥的岗位和权限决定" tools={<ButtonLink href={paths.deskRow(seat.mandate, 'integration', 'new')}>发放密钥</ButtonLink>}>
      <PlaceSteps top={seat.place} topName={seat.place_name} value={place} lowest="community" onChange={to => onFilter({ place: to })} />
      <DataTable label="接入密钥" columns={columns(setChosen)} page={data} loading={isFetching} error={error} onRetry={() => void refetch()} rowKey={key => key.id} turn={turn}
        empty={<EmptyState title="这个地区还没有发放过密钥" icon="lock"><p>部门的系统要读写办件，先在这里给它发放一把密钥。</p></EmptyState>} />
      {chosen && <Revoke of={chosen} onClose={() => setChosen(null)} />}
    </IntegrationFrame>
  )
}

const Revoke = ({ of, onClose }: { of: Key; onClose: () => void }) => (
  <EndDialog operation={revokeKey} input={reason => ({ key: of.id, reason })} list={keys} title={`撤销${of.organisation_name}的密钥`} verb="撤销" button="撤销密钥"
    example="系统停用" done="密钥已撤销，立即失效" onClose={onClose}>{of.name}，尾号 {of.hint}。撤销后这个系统立即不能再调用，已办的事不受影响；不能恢复，只能重新发放。</EndDialog>
)
