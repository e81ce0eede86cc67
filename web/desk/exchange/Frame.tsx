import type { ReactNode } from 'react'
import type { Counts, JobState, RowSaid } from '../../../contract/exchange.ts'
import { jobStates } from '../../../contract/exchange.ts'
import { paths } from '../../kernel/paths.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { NoRightState } from '../../ui/states.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import './exchange.css'

const pages = { '': '导入记录', templates: '导入模板', exports: '导出名单' } as const
export type ExchangeTab = keyof typeof pages

/** The head of every page of the exchange, with the ways between them. */
export function ExchangeFrame({ page, note, tools, children }: { page: ExchangeTab; note: string; tools?: ReactNode; children: ReactNode }) {
  const seat = useSeat()
  if (!seat.verbs.includes('exchange.import')) return <><DeskHead title="导入导出" /><NoRightState>您的岗位不导入、导出居民信息。</NoRightState></>
  const href = (key: string) => (key === '' ? paths.deskPage(seat.mandate, 'exchange') : paths.deskRow(seat.mandate, 'exchange', key))
  return (
    <>
      <DeskHead title={pages[page]} note={note} {...tools ? { tools } : {}} />
      <nav className="x-tabs" aria-label="导入导出">
        {Object.entries(pages).map(([key, title]) => <Anchor key={key} href={href(key)} aria-current={key === page ? 'page' : undefined}>{title}</Anchor>)}
      </nav>
      {children}
    </>
  )
}

const tones: Readonly<Record<JobState, 'blue' | 'green' | 'amber' | 'fault' | 'plain'>> = { checking: 'blue', checked: 'amber', running: 'blue', stopped: 'amber', done: 'green', broken: 'fault' }
export const JobTag = ({ state }: { state: JobState }) => <StatusTag tone={tones[state]}>{jobStates[state]}</StatusTag>

const words = { written: '写入', unchanged: '没有变化', held: '待核对', refused: '没有导入' } as const
/** What became of the rows, side by side: it always adds up to the rows that were read. */
export function CountsRow({ counts, ahead }: { counts: Counts; ahead?: boolean }) {
  return (
    <dl className="x-counts" aria-label={ahead ? '试算结果' : '导入结果'}>
      <div><dt>读到</dt><dd>{counts.read.toLocaleString('en-US')}<span>行</span></dd></div>
      {(['written', 'unchanged', 'held', 'refused'] as const).map(key => (
        <div key={key} className={`x-${key}`}><dt>{ahead && key === 'written' ? '将写入' : ahead && key === 'refused' ? '不能导入' : words[key]}</dt><dd>{counts[key].toLocaleString('en-US')}<span>行</span></dd></div>
      ))}
    </dl>
  )
}

/** Rows with their sentences, as the file has them. */
export const RowsSaid = ({ rows }: { rows: readonly RowSaid[] }) => (
  <ul className="x-rows">{rows.map(row => (
    <li key={row.line}><strong>第 {row.line} 行</strong><StatusTag tone={row.what === 'refused' ? 'fault' : row.what === 'held' ? 'amber' : 'plain'}>{words[row.what]}</StatusTag><span>{row.says}</span></li>
  ))}</ul>
)
