import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { proposeParams } from '../../../contract/catalogue.ts'
import { today } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { DayField, FieldRow, Tick } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { fenOf } from './body.ts'
import { locals, shown, unitOf, type Params } from './numbers.ts'


/** One's own numbers for an item, proposed: from a day that has passed only on purpose and with the reason. */
export function LocalForm({ id, which, rows, onDone }: { id: string; which: 'params' | 'days'; rows: Params; onDone: () => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [values, setValues] = useState(() => Object.fromEntries(rows.map(one => [one.id, shown(one)])))
  const [words, setWords] = useState({ basis: '', valid_from: today(), back_dated: '' })
  const [back, setBack] = useState(false)
  const [tried, setTried] = useState(false)
  const deed = useCall(proposeParams, () => { void message.success('已提交，等另一位管理员复核'); void client.invalidateQueries(); onDone() })
  const put = (change: Partial<typeof words>) => { setWords(old => ({ ...old, ...change })); deed.reset() }
  const numberOf = (one: Params[number]) => one.unit === 'fen' ? fenOf(values[one.id] ?? '') : /^\d{1,9}$/.test(values[one.id] ?? '') ? Number(values[one.id]) : null
  const past = words.valid_from !== '' && words.valid_from < today()
  const dayFault = !words.valid_from ? '请选择日期' : !past ? undefined : which === 'days' ? '办理时限不能从过去的日子起算' : back ? undefined : '这一天已经过去，请选今天或以后的一天；文件规定要追溯的，勾选下面的“追溯执行”'
  const reasonFault = past && back && !words.back_dated.trim() ? '请写明追溯的理由' : undefined
  const submit = () => {
    setTried(true)
    const given = rows.map(one => [one.id, numberOf(one)] as const)
    if (given.some(([, value]) => value === null) || words.basis.trim() === '' || dayFault || reasonFault) return
    deed.run({
      id, which, values: Object.fromEntries(given) as Record<string, number>, basis: words.basis.trim(), valid_from: words.valid_from,
      ...(past && back && { back_dated: words.back_dated.trim() }),
    })
  }
  return (
    <Form className="r-form" onSubmit={submit}>
      {deed.refused && <Notice tone="fault" title="没有提交" alert>{[deed.refused.message, ...deed.refused.fields.map(one => one.message)].map(m => <p key={m}>{m}</p>)}</Notice>}
      <FieldRow>{rows.map(one => (
        <TextField key={one.id} label={`${one.name}（${unitOf(one) || '个'}）`} width="short" inputMode="decimal" value={values[one.id] ?? ''} hint={locals[one.local]}
          onChange={value => { setValues(old => ({ ...old, [one.id]: value })); deed.reset() }}
          error={(tried && numberOf(one) === null ? '请填数字' : undefined) ?? deed.refused?.byField[`values.${one.id}`]} />
      ))}</FieldRow>
      <TextField label="依据的文件" example="柳民发〔2026〕12号" value={words.basis} onChange={basis => put({ basis })} limit={200} error={tried && !words.basis.trim() ? '请写明依据' : undefined} />
      <DayField label="从哪一天起执行" value={words.valid_from} onChange={valid_from => put({ valid_from })} error={(tried ? dayFault : undefined) ?? deed.refused?.byField['valid_from']} />
      {past && which === 'params' && <>
        <Tick label="追溯执行：这一天以后提出的申请都按新标准，理由记入操作记录" value={back} onChange={on => { setBack(on); deed.reset() }} />
        {back && <TextField label="追溯的理由" example="省厅文件规定自 1 月 1 日起执行" value={words.back_dated} onChange={back_dated => put({ back_dated })} limit={200} error={tried ? reasonFault : undefined} />}
      </>}
      <p className="r-soft">提交后由另一位管理员（本级或上级）复核，通过后才执行；您不能复核自己提出的。</p>
      <div className="g-actions"><Button type="submit" busy={deed.busy}>提交复核</Button><Button kind="second" onClick={onDone}>取消</Button></div>
    </Form>
  )
}
