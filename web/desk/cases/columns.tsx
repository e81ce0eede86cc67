import type { CaseRow } from '../../../contract/service.ts'
import { showInstant } from '../../kernel/time.ts'
import type { Column } from '../DataTable.tsx'
import { RowDeadline, StateTag, waited } from './words.tsx'

const person: Column<CaseRow> = { key: 'person', title: '申请人', render: row => row.person_name }
const title: Column<CaseRow> = { key: 'title', title: '事项', render: row => row.title }
const state: Column<CaseRow> = { key: 'state', title: '状态', render: row => <StateTag row={row} /> }
const due: Column<CaseRow> = { key: 'due', title: '时限', render: row => <RowDeadline row={row} /> }
const place: Column<CaseRow> = { key: 'place', title: '户籍地', render: row => row.place_name }
const number: Column<CaseRow> = { key: 'number', title: '办件编号', render: row => row.number }
const elsewhere: Column<CaseRow> = { key: 'elsewhere', title: '收件', render: row => row.received_elsewhere ? `${row.received_elsewhere}窗口` : '本人网上' }

/** What must be done: who waits since when, and until when. */
export const todoColumns: readonly Column<CaseRow>[] = [
  person, title, due, state, { key: 'waited', title: '已等', render: row => waited(row.opened_at) }, place, elsewhere, number,
]
/** Everything within one's range. */
export const caseColumns: readonly Column<CaseRow>[] = [
  person, title, state, due, { key: 'opened', title: '申请时间', render: row => showInstant(row.opened_at) }, place, elsewhere, number,
]
/** What a window took in and others handle: it learns how it stands, not more. */
export const receivedColumns: readonly Column<CaseRow>[] = [
  { ...person, render: row => <b>{row.person_name}</b> }, title, state, { key: 'place', title: '办理地', render: row => row.place_name },
  { key: 'opened', title: '收件时间', render: row => showInstant(row.opened_at) }, number,
]
