import { Button, Space } from 'antd'
import { useState } from 'react'
import { DataTable, type Column } from '../desk/DataTable.tsx'
import type { FilterValues } from '../desk/Filters.tsx'
import { Facts } from '../desk/Facts.tsx'
import { deskNav, deskPages } from '../desk/nav.ts'
import { DeskHead, Shell } from '../desk/Shell.tsx'
import { example, examplePath } from '../engines/process/example.ts'
import { Picture } from '../engines/process/Picture.tsx'
import { StatusTag } from '../ui/Notice.tsx'
import { Timeline } from '../ui/Timeline.tsx'
import type { Tone } from '../ui/tokens.ts'

interface Row { id: string; number: string; item: string; person: string; place: string; state: string; tone: Tone; due: string; late: boolean }
const items = ['最低生活保障', '高龄津贴', '临时救助', '残疾人两项补贴']
const people = ['林桂芳', '欧阳建国', '王秀英', '𬱖小军', '买买提·艾山']
const rows: Row[] = Array.from({ length: 18 }, (_, i) => ({
  id: String(i), number: `320106-20261${i < 9 ? 116 : 118}-000${123 + i}`, item: items[i % 4]!, person: people[i % 5]!, place: i % 3 ? '柳园社区' : '东门社区',
  state: i < 2 ? '已超期' : i < 5 ? '待调查' : i % 4 === 3 ? '待补材料' : '待受理', tone: i < 2 ? 'amber' : 'blue',
  due: i < 2 ? `已超期 ${2 - i} 个工作日（应于 2026-11-${19 + i} 17:00 前）` : i < 5 ? '今天 17:00 截止' : `还剩 ${i - 3} 个工作日（2026-11-${21 + Math.min(i, 9)} 17:00 前）`, late: i < 2,
}))
const columns: Column<Row>[] = [
  { key: 'item', title: '事项', render: r => r.item },
  { key: 'person', title: '申请人', render: r => r.person },
  { key: 'state', title: '状态', render: r => <StatusTag tone={r.tone}>{r.state}</StatusTag> },
  { key: 'due', title: '时限', render: r => <span style={r.late ? { color: 'var(--amber)', fontWeight: 600 } : undefined}>{r.due}</span> },
  { key: 'place', title: '地区', render: r => r.place },
  { key: 'number', title: '办件编号', render: r => r.number },
]
const seats = [{ id: 's1', office: '救助经办', place: '柳园街道' }, { id: 's2', office: '窗口受理人员', place: '柳园街道柳园社区' }]
const nav = deskNav({ mandate: 's1', level: 'town', verbs: deskPages.map(page => page.verb) }).map(n => n.key === 'todo' ? { ...n, count: 18 } : n.key === 'window' ? { ...n, count: 3 } : n)

export function DeskPage({ state = 'full' }: { state?: 'full' | 'empty' | 'loading' | 'error' | 'case' }) {
  const [values, setValues] = useState<FilterValues>({ state: 'open' })
  const page = { items: state === 'empty' ? [] : rows, next: 'k2', count: state === 'full' ? { n: 1234, exact: true } : { n: 0, exact: true } }
  return (
    <Shell title="待办" person="陈立" seats={seats} seat={seats[0]!} onSeat={() => {}} onLogout={() => {}} nav={nav} active="todo" demonstration
      search={{ placeholder: '办件编号、姓名、证件号码', onSearch: () => {} }}>
      {state === 'case' ? <CasePage /> : (
        <>
          <DeskHead title="待办" note="按到期先后排列，最急的在最前" tools={<Button type="primary">新受理</Button>} />
          <DataTable label="待办列表" columns={columns} page={state === 'loading' || state === 'error' ? undefined : page} loading={state === 'loading'}
            error={state === 'error' ? { message: '现在办理的人较多，请稍后重试。', code: 'server.busy' } : null} onRetry={() => {}}
            rowKey={r => r.id} rowHref={r => `#${r.id}`} values={state === 'empty' ? {} : values} onFilter={setValues}
            filters={[{ key: 'q', title: '姓名或编号' }, { key: 'item', title: '事项', choices: items.map(i => ({ value: i, title: i })) }, { key: 'state', title: '状态', choices: [{ value: 'open', title: '未办结' }, { value: 'late', title: '已超期' }] }]}
            turn={{ depth: 0, next: () => {}, previous: () => {} }} tools={<Button>导出</Button>} />
        </>
      )}
    </Shell>
  )
}

const CasePage = () => (
  <>
    <DeskHead title="林桂芳 · 最低生活保障" note={<>320106-20261116-000123　<StatusTag tone="blue">调查核对完成</StatusTag></>} tools={<Space wrap><Button type="primary">公示 7 天</Button><Button>补充调查记录</Button><Button danger>不予确认</Button></Space>} />
    <div className="d-list"><Facts facts={[{ name: '申请人', value: '林桂芳，82 岁' }, { name: '证件号码', value: '3****************8' }, { name: '时限', value: '还剩 3 个工作日（2026-11-27 17:00 前）' }]} /></div>
    <div style={{ margin: '16px 0' }}><Picture {...example} path={examplePath} state="checked" /></div>
    <div className="d-list"><Timeline items={[...examplePath].reverse().map((p, i) => ({ key: String(i), title: example.actions.find(a => a.id === p.action)!.title, at: p.at, by: p.by, stage: i === 0 ? 'now' as const : 'done' as const }))} /></div>
  </>
)
