import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { check, importKinds, open, upload, type Column, type ImportKind } from '../../../contract/exchange.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { ask, uploadTo } from '../../kernel/api.ts'
import { paths } from '../../kernel/paths.ts'
import { asRefusal } from '../../kernel/refusal.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NoRightState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { Form } from '../Form.tsx'
import { FieldRow, SelectField } from '../fields.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import './exchange.css'

type Opened = OutputOf<typeof open>

/** A table is chosen, its columns are understood or named, then tried out: nothing is written before one says so. */
export function NewImport() {
  const seat = useSeat()
  const [kind, setKind] = useState<ImportKind>('residents')
  const [opened, setOpened] = useState<{ file: string; book: Opened } | null>(null)
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'exchange')}>导入记录</Anchor></p>
      <DeskHead title="导入表格" note="先试算，看清每一行会怎样，再写入" />
      {!seat.verbs.includes('exchange.import') ? <NoRightState>您的岗位不导入居民信息。</NoRightState>
        : opened === null ? <Pick kind={kind} onKind={setKind} onOpened={(file, book) => setOpened({ file, book })} />
          : <Mapping key={`${opened.book.sheet} ${opened.book.header}`} kind={kind} file={opened.file} book={opened.book} onReopen={book => setOpened({ file: opened.file, book })} onBack={() => setOpened(null)} />}
    </>
  )
}

function Pick({ kind, onKind, onOpened }: { kind: ImportKind; onKind: (kind: ImportKind) => void; onOpened: (file: string, book: Opened) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [part, setPart] = useState<number | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const take = async (file: File) => {
    setWrong(null)
    setPart(0)
    try {
      const kept = await uploadTo(upload, file, { onPart: done => setPart(Math.min(done, 0.99)) })
      onOpened(kept.id, await ask(open, { file: kept.id, kind }))
    } catch (error) {
      setWrong(asRefusal(error).message)
    } finally {
      setPart(null)
    }
  }
  return (
    <div className="r-block r-form">
      <ChoiceList label="这张表用来做什么" value={kind} onChange={to => onKind(to as ImportKind)} choices={[
        { value: 'residents', title: importKinds.residents, note: '没登记过的人会登记入册，已登记的补上表里的信息' },
        { value: 'facts', title: importKinds.facts, note: '只给已登记的人补充信息，不登记新人' },
      ]} />
      {wrong && <Notice tone="fault" title="这个文件不能导入" alert>{wrong}</Notice>}
      <div className="x-pick">
        <p>Excel 或 WPS 的表格（xlsx），或者 csv。表格上方有标题、单位也没关系，会自动找到各列的名称。</p>
        <input ref={input} type="file" accept=".xlsx,.csv,.txt,.xls,.et" hidden aria-label="选择表格" onChange={e => { const [file] = e.target.files ?? []; if (file) void take(file); e.target.value = '' }} />
        <Button icon="papers" busy={part !== null} onClick={() => input.current?.click()}>选择表格</Button>
        {part !== null && <progress className="x-bar" max={1} value={part} aria-label="上传进度" />}
      </div>
    </div>
  )
}

interface MappingProps { kind: ImportKind; file: string; book: Opened; onReopen: (book: Opened) => void; onBack: () => void }

function Mapping({ kind, file, book, onReopen, onBack }: MappingProps) {
  const seat = useSeat()
  const navigate = useNavigate()
  const [columns, setColumns] = useState<Column[]>(book.columns)
  const [draft, setDraft] = useState({ purpose: kind === 'residents' ? '台账导入，登记入册' : '台账导入，补充信息', template: book.template ?? '' })
  const [tried, setTried] = useState(false)
  const reopened = useCall(open, onReopen)
  const begun = useCall(check, ({ job }) => void navigate({ href: paths.deskRow(seat.mandate, 'exchange', job) }))
  const taken = columns.flatMap(column => column.target ?? [])
  const missing = book.targets.filter(target => target.needed && !taken.includes(target.id))
  const submit = () => {
    setTried(true)
    if (missing.length === 0 && draft.purpose.trim()) {
      begun.run({ file, kind, sheet: book.sheet, header: book.header, columns, purpose: draft.purpose.trim(), ...draft.template.trim() && { template: draft.template.trim() } })
    }
  }
  return (
    <Form className="r-block" onSubmit={submit}>
      <Notice tone={book.template ? 'green' : 'blue'} title={book.template ? `认出了“${book.template}”，各列照上次的对好了` : `${book.name}：第 ${book.header} 行是标题，认出 ${taken.length} 列`}>
        {book.template ? '核对一下，不对的可以改。' : '请核对每一列的含义；用不到的列选“不导入”。'}
      </Notice>
      {(begun.refused ?? reopened.refused) && <Notice tone="fault" title="没有开始试算" alert>{(begun.refused ?? reopened.refused)!.message}</Notice>}
      {tried && missing.length > 0 && <Notice tone="fault" title="还差几列" alert>请指出哪一列是{missing.map(target => `“${target.name}”`).join('、')}。</Notice>}
      <FieldRow>
        {book.sheets.length > 1 && <SelectField label="工作表" value={book.sheet} choices={book.sheets.map(name => ({ code: name, label: name }))} onChange={sheet => reopened.run({ file, kind, sheet })} />}
        <SelectField label="标题在第几行" value={String(book.header)} choices={Array.from({ length: 12 }, (_, i) => ({ code: String(i + 1), label: `第 ${i + 1} 行` }))}
          onChange={header => header && reopened.run({ file, kind, ...book.sheet && { sheet: book.sheet }, header: Number(header) })} />
      </FieldRow>
      <MapTable book={book} columns={columns} taken={taken} onChange={setColumns} />
      <FieldRow>
        <TextField label="用途" hint="为什么登记，居民本人看得到" value={draft.purpose} onChange={purpose => setDraft(old => ({ ...old, purpose }))} limit={100} error={tried && !draft.purpose.trim() ? '请写明用途' : undefined} />
        <TextField label="存为模板" optional hint="下次同样的表不用再对" example="村居民台账" value={draft.template} onChange={template => setDraft(old => ({ ...old, template }))} limit={60} />
      </FieldRow>
      <div className="g-actions"><Button type="submit" busy={begun.busy}>试算</Button><Button kind="second" onClick={onBack}>换一个文件</Button></div>
    </Form>
  )
}

function MapTable({ book, columns, taken, onChange }: { book: Opened; columns: readonly Column[]; taken: readonly string[]; onChange: (columns: Column[]) => void }) {
  const sample = (at: number): string => book.sample.map(row => row[at]).filter(Boolean).slice(0, 3).join('，')
  return (
    <table className="x-map">
      <thead><tr><th scope="col">表里的列</th><th scope="col">内容举例</th><th scope="col">导入为</th></tr></thead>
      <tbody>{columns.filter(column => column.title !== '' || sample(column.at) !== '').map(column => (
        <tr key={column.at} className={column.target === null ? 'x-left' : ''}>
          <th scope="row">{column.title || `第 ${column.at + 1} 列`}</th>
          <td>{sample(column.at)}</td>
          <td>
            <select className="g-input r-select" aria-label={`“${column.title || `第 ${column.at + 1} 列`}”导入为`} value={column.target ?? ''}
              onChange={e => onChange(columns.map(one => (one.at === column.at ? { ...one, target: e.target.value || null } : one)))}>
              <option value="">不导入</option>
              {book.targets.filter(target => target.id === column.target || !taken.includes(target.id)).map(target => <option key={target.id} value={target.id}>{target.name}{target.needed ? '（必需）' : ''}</option>)}
            </select>
          </td>
        </tr>
      ))}</tbody>
    </table>
  )
}
