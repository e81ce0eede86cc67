import { useState } from 'react'
import { closeFolder, folders, type Folder } from '../../../contract/integration.ts'
import { paths, withSearch } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { showDay } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { ButtonLink } from '../../ui/Button.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { DataTable, type Column } from '../DataTable.tsx'
import { EndDialog } from '../EndDialog.tsx'
import { useList } from '../list.ts'
import { useSeat } from '../seat.ts'
import { IntegrationFrame } from './Tabs.tsx'

const Standing = ({ of }: { of: Folder }) => of.ended_at ? <><StatusTag>已停用</StatusTag> <span className="r-soft">{showDay(of.ended_at)}，{of.ended_reason}</span></>
  : of.trouble ? <><StatusTag tone="amber">停住了</StatusTag><br /><span className="i-verbs r-soft">{of.trouble}</span></> : <StatusTag tone="green">正常</StatusTag>

const rhythm = ({ direction, daily_at, most_rows }: Folder): string =>
  direction === 'in' ? '放入即收' : `${daily_at === null ? '有内容就写' : `每天 ${daily_at} 点`}，每个文件最多 ${most_rows} 行`

const columns = (seat: string, onEnd: (one: Folder) => void): Column<Folder>[] => [
  { key: 'what', title: '内容', render: one => <span><strong>{one.adapter_name}</strong><br /><span className="r-soft">{one.direction === 'in' ? '部门放入' : '交给部门'}，{one.organisation_name}</span></span> },
  { key: 'standing', title: '状态', render: one => <Standing of={one} /> },
  { key: 'path', title: '目录', render: one => <span className="i-code i-url">{one.path}/{one.direction}</span> },
  { key: 'how', title: '方式', render: one => <span>{one.direction === 'in' ? 'CSV 或 JSON Lines' : one.format_name}<br /><span className="r-soft">{rhythm(one)}</span></span> },
  { key: 'files', title: '文件', align: 'right', render: one => one.direction === 'out' && one.waiting > 0 ? `${one.files} 个，待写 ${one.waiting} 行` : `${one.files} 个` },
  { key: 'deed', title: '操作', render: one => (
    <span className="m-deeds">
      <Anchor className="r-link" href={withSearch(paths.deskRow(seat, 'integration', 'files'), { folder: one.id })}>文件<span className="g-unseen">{one.adapter_name}</span></Anchor>
      {!one.ended_at && <button type="button" className="r-link" onClick={() => onEnd(one)}>停用<span className="g-unseen">{one.adapter_name}</span></button>}
    </span>
  ) },
  { key: 'key', title: '密钥', render: one => <span>{one.key_name}，尾号 <span className="i-code">{one.key_hint}</span><br /><span className="r-soft">{one.made_by}，{showDay(one.made_at)}</span></span> },
]

/** The folders in which files are exchanged with departments' systems: where each lies, how it goes, and its end. */
export function Folders() {
  const seat = useSeat()
  const { after, turn } = useList([])
  const [chosen, setChosen] = useState<Folder | null>(null)
  const { data, error, isFetching, refetch } = useAsk(folders, { after }, { enabled: seat.verbs.includes('integration.manage'), placeholderData: old => old })
  return (
    <IntegrationFrame page="folders" note="部门的系统不会调用接口的，用文件交换；每一行都和接口一样核对、一样留痕" tools={<ButtonLink href={paths.deskRow(seat.mandate, 'integration', 'new-folder')}>登记文件交换</ButtonLink>}>
      {data?.root && <p className="r-soft i-root">所有目录都在服务器的 <span className="i-code i-url">{data.root}</span> 下，由运维人员开给对方（如 SFTP）。</p>}
      <DataTable label="文件交换" columns={columns(seat.mandate, setChosen)} page={data} loading={isFetching} error={error} onRetry={() => void refetch()} rowKey={one => one.id} turn={turn}
        empty={<EmptyState title="还没有登记文件交换" icon="forward" />} />
      {chosen && <End of={chosen} onClose={() => setChosen(null)} />}
    </IntegrationFrame>
  )
}

const End = ({ of, onClose }: { of: Folder; onClose: () => void }) => (
  <EndDialog operation={closeFolder} input={reason => ({ folder: of.id, reason })} list={folders} title={`停用${of.adapter_name}`} verb="停用" button="停用"
    example="改用接口" done="文件交换已停用" onClose={onClose}>停用后不再收也不再写，目录里已有的文件留在原处；要再用须重新登记。</EndDialog>
)
