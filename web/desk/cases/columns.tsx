import type { CaseRow, SurveyRow } from '../../../contract/service.ts'
import { showInstant } from '../../kernel/time.ts'
import type { Column } from '../DataTable.tsx'
import { RowDeadline, StateTag, waited } from './words.tsx'

const person: Column<SurveyRow> = { key: 'person', title: '申请人', render: row => row.person_name }
const title: Column<SurveyRow> = { key: 'title', title: '事项', render: row => row.title }
const state: Column<SurveyRow> = { key: 'state', title: '状态', render: row => <StateTag row={row} /> }
const due: Column<SurveyRow> = { key: 'due', title: '时限', render: row => <RowDeadline row={row} /> }
const place: Column<SurveyRow> = { key: 'place', title: '户籍地', render: row => row.place_name }
const number: Column<SurveyRow> = { key: 'number', title: '办件编号', render: row => row.number }
const elsewhere: Column<SurveyRow> = { key: 'elsewhere', title: '收件', render: row => row.received_elsewhere ? `${row.received_elsewhere}窗口` : row.item.startsWith('admission') ? '部门提出' : '本人网上' }

/** What must be done: who waits since when, and until when. */
export const todoColumns: readonly Column<CaseRow>[] = [
  person, title, due, state, { key: 'waited', title: '已等', render: row => waited(row.opened_at) }, place, elsewhere, number,
]
const opened: Column<SurveyRow> = { key: 'opened', title: '申请时间', render: row => showInstant(row.opened_at) }
/** Everything within one's range. */
export const caseColumns: readonly Column<SurveyRow>[] = [person, title, state, due, opened, place, elsewhere, number]
/** The same for who surveys cases and does not read them: no names. */
export const surveyColumns: readonly Column<SurveyRow>[] = [number, title, state, due, opened, place, elsewhere]
/** What a window took in and others handle: it learns how it stands, not more. */
export const receivedColumns: readonly Column<CaseRow>[] = [
  { ...person, render: row => <b>{row.person_name}</b> }, title, state, { key: 'place', title: '办理地', render: row => row.place_name },
  { key: 'opened', title: '收件时间', render: row => showInstant(row.opened_at) }, number,
]
