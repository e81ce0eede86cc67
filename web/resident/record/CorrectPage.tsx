import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { correct } from '../../../contract/exchange.ts'
import { elements, type Element } from '../../../contract/element.ts'
import { mine } from '../../../contract/person.ts'
import { Select } from '../../engines/life/parts.tsx'
import { paths } from '../../kernel/paths.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Up } from '../Frame.tsx'
import { useOwn } from '../own.ts'
import { Signed } from '../Signed.tsx'
import { correctable } from './corrections.tsx'
import '../resident.css'

/** `/me/correct/<element>`: says that one fact about me is wrong; the community checks it and answers. */
export const CorrectPage = () => <Signed title="更正信息" nav="mine" why="登录后可以申请更正自己的信息。">{() => <Correct />}</Signed>

function Correct() {
  const { element: id = '' } = useParams({ strict: false })
  const { data, error, refetch } = useOwn(mine, {}, { staleTime: 60_000 })
  const { data: known } = useAsk(elements, {}, { staleTime: 3_600_000 })
  const up = <Up href={paths.me()}>我的信息</Up>
  if (error) return <>{up}<ErrorState error={error} onRetry={() => void refetch()} /></>
  if (!data || !known) return <LoadingState lines={5} />
  const [fact, element] = [data.facts.find(one => one.element === id), known.items.find(one => one.id === id)]
  if (!fact || !element || !correctable(fact)) return <>{up}<EmptyState title="这一项不能在这里更正" icon="search"><p>请告诉社区工作人员，或者向提供这一项的部门申请。</p></EmptyState></>
  return <>{up}<Form element={element} held={fact.shown} /></>
}

/** An example of a reason that fits what is put right. */
function exampleOf({ id, name }: { id: string; name: string }): string {
  const found = Object.entries(examples).find(([start]) => id.startsWith(start))
  return found ? found[1] : `原来登记的${name}不对，有证明材料`
}
const examples: Readonly<Record<string, string>> = {
  'person.phone': '换了手机号', 'person.contact': '联系人换了', 'person.marital_status': '已登记结婚，有结婚证', 'person.education': '新近毕业，有毕业证书', 'person.residence_address': '搬到了同一小区的另一套房',
  'person.occupation': '换了工作', 'person.employer': '换了工作单位', 'person.living': '子女搬来同住', 'person.name': '派出所改了名，有户口簿', 'person.bank': '换了银行卡', 'person.ethnic': '户口簿上不是这样写的', 'person.politics': '已入党（团），有组织证明',
}

/** What was typed, as the register wants it: yes and no, whole fen, a number, or text. */
function valueOf(type: string, text: string): string | number | boolean {
  if (type === 'yes_no') return text === 'yes'
  if (type === 'fen') return Math.round(Number(text) * 100)
  return type === 'count' ? Number(text) : text
}

function Form({ element, held }: { element: Element; held: string }) {
  const [text, setText] = useState('')
  const [purpose, setPurpose] = useState('')
  const [tried, setTried] = useState(false)
  const sent = useCall(correct)
  const [value, why] = [text.trim(), purpose.trim()]
  const fault = (!value ? '请填写' : (element.type === 'fen' || element.type === 'count') && !/^\d+(\.\d{1,2})?$/.test(value) ? '请填写数字' : undefined)
  if (sent.data) {
    return (
      <div className="g-section">
        <Notice tone="green" title="已提交给社区核对" alert>核对以后会发消息告诉您结果和理由；在那以前仍按原来登记的算。</Notice>
        <div className="g-actions"><ButtonLink href={paths.me()}>回到我的信息</ButtonLink></div>
      </div>
    )
  }
  const refused = sent.error
  return (
    <form className="l-form" noValidate onSubmit={event => { event.preventDefault(); setTried(true); if (!fault && why) sent.mutate({ element: element.id, value: valueOf(element.type, value), purpose: why }) }}>
      <h1 className="g-title">更正“{element.name}”</h1>
      <p className="g-title-lead">现在登记的是“{held}”。</p>
      {refused && <Notice tone="fault" title="没有提交成功" alert>{refused.message}</Notice>}
      <Input element={element} value={text} onChange={setText} error={(tried ? fault : undefined) ?? refused?.byField[element.id]} />
      <TextField label="为什么更正" hint="社区会据此核对" example={exampleOf(element)} value={purpose} onChange={setPurpose} limit={100} error={tried && !why ? '请写明为什么更正' : undefined} />
      <div className="g-actions"><Button type="submit" busy={sent.isPending}>提交</Button></div>
    </form>
  )
}

function Input({ element, value, onChange, error }: { element: Element; value: string; onChange: (text: string) => void; error: string | undefined }) {
  const words = { label: `正确的${element.name}`, hint: element.meaning, error }
  if (element.type === 'yes_no') return <ChoiceList {...words} value={value || null} onChange={onChange} choices={[{ value: 'yes', title: '是' }, { value: 'no', title: '否' }]} />
  if (element.type === 'choice') return <Select {...words} value={value} onChange={onChange} options={element.choices} />
  const kind = element.type === 'day' ? { type: 'date', width: 'short' as const } : element.type === 'phone' ? { inputMode: 'tel' as const } : element.type === 'fen' ? { inputMode: 'decimal' as const, hint: `${element.meaning}，单位：元` } : {}
  return <TextField {...words} {...kind} value={value} onChange={onChange} autoComplete="off" limit={200} />
}
