import type { ReactNode } from 'react'
import { paths } from '../../kernel/paths.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { NoRightState } from '../../ui/states.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import './integration.css'

const pages = [
  { key: 'keys', title: '接入密钥', page: '' },
  { key: 'hooks', title: '推送', page: 'hooks' },
  { key: 'deliveries', title: '推送记录', page: 'deliveries' },
  { key: 'folders', title: '文件交换', page: 'folders' },
  { key: 'files', title: '交换文件', page: 'files' },
  { key: 'outbox', title: '短信和邮件', page: 'outbox' },
] as const
export type IntegrationPage = (typeof pages)[number]['key']

/** The frame of the pages about departments' systems: one head, and the ways between them. */
export function IntegrationFrame({ page, note, tools, children }: { page: IntegrationPage; note: string; tools?: ReactNode; children: ReactNode }) {
  const seat = useSeat()
  if (!seat.verbs.includes('integration.manage')) return <><DeskHead title="系统接入" /><NoRightState>系统接入由县级管理员和省级系统管理员办理。</NoRightState></>
  return (
    <>
      <DeskHead title="系统接入" note={note} tools={tools} />
      <nav className="i-tabs" aria-label="系统接入">
        {pages.map(one => <Anchor key={one.key} href={one.page ? paths.deskRow(seat.mandate, 'integration', one.page) : paths.deskPage(seat.mandate, 'integration')} aria-current={one.key === page ? 'page' : undefined}>{one.title}</Anchor>)}
      </nav>
      {children}
    </>
  )
}
