import { parseBankAccount, parseMobile } from '../../../contract/identifiers.ts'
import type { Element as ElementShown } from '../../../contract/element.ts'
import { today } from '../../kernel/time.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DayField, SelectField } from '../fields.tsx'
import { PlaceSearch } from '../places/PlaceSearch.tsx'

export type { ElementShown }

/** A value on its way in: the text of it, and for a place how it is called. */
export interface Draft { text: string; place?: string }
export const emptyDraft: Draft = { text: '' }

/** What is wrong with a draft, in a sentence; undefined when the server may be asked. It checks all this again. */
export function faultOf({ type }: Pick<ElementShown, 'type'>, { text }: Draft): string | undefined {
  const value = text.trim()
  if (value === '') return type === 'choice' || type === 'yes_no' ? '请选择' : '请填写'
  if (type === 'account') return reasonOf(parseBankAccount(value))
  if (type === 'phone') return /^0\d{9,11}$/.test(value.replace(/[\s()-]/g, '')) ? undefined : reasonOf(parseMobile(value))
  if (type === 'day') return value > today() ? '日期不能晚于今天' : undefined
  if ((type === 'count' || type === 'fen') && !/^\d+(\.\d{1,2})?$/.test(value)) return '请填写数字'
  return undefined
}
const reasonOf = (read: { ok: true } | { ok: false; reason: string }): string | undefined => (read.ok ? undefined : read.reason)

/** The draft as the operation wants it: yes and no, whole fen, a number, or text. */
export function valueOf({ type }: Pick<ElementShown, 'type'>, { text }: Draft): string | number | boolean {
  const value = text.trim()
  if (type === 'yes_no') return value === 'yes'
  if (type === 'fen') return Math.round(Number(value) * 100)
  return type === 'count' ? Number(value) : value
}

/** The input that fits an element: a list, a day, yes or no, a number that is checked, a place, words. */
export function ValueField({ element, value, onChange, error }: { element: ElementShown; value: Draft; onChange: (value: Draft) => void; error?: string | undefined }) {
  const words = { label: `新的${element.name}`, hint: element.meaning, error }
  const text = (to: string) => onChange({ text: to })
  const { choices } = element
  switch (element.type) {
    case 'choice':
      return choices.length > 6
        ? <SelectField {...words} value={value.text} onChange={text} choices={choices} />
        : <ChoiceList {...words} value={value.text || null} onChange={text} choices={choices.map(c => ({ value: c.code, title: c.label }))} />
    case 'yes_no':
      return <ChoiceList {...words} value={value.text || null} onChange={text} choices={[{ value: 'yes', title: '是' }, { value: 'no', title: '否' }]} />
    case 'day': return <DayField {...words} value={value.text} onChange={text} max={today()} />
    case 'place': return <PlaceSearch {...words} hint={`${element.meaning}。输入名称、拼音或首字母`} value={value.text ? { code: value.text, name: value.place ?? value.text, own: '', kind: '' } : null}
      onChange={place => onChange(place ? { text: place.code, place: place.name } : emptyDraft)} />
    case 'phone': return <TextField {...words} hint={`${element.meaning}；固定电话请带区号`} example="13800000000" value={value.text} onChange={text} inputMode="tel" autoComplete="off" width="short" />
    case 'account': return <TextField {...words} hint={`${element.meaning}，对照卡面逐位填写`} value={value.text} onChange={text} inputMode="numeric" autoComplete="off" />
    case 'fen': return <TextField {...words} hint={`${element.meaning}，单位：元`} value={value.text} onChange={text} inputMode="decimal" width="short" />
    case 'count': return <TextField {...words} value={value.text} onChange={text} inputMode="numeric" width="short" />
    default: return <TextField {...words} value={value.text} onChange={text} limit={element.id.endsWith('address') ? 200 : 100} autoComplete="off" />
  }
}
