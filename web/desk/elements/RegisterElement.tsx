import { Drawer } from 'antd'
import { useState } from 'react'
import { register, sensitivities, type QuestionType } from '../../../contract/element.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { choicesIn } from '../admission/ReportColumns.tsx'
import { questionTypes } from '../admission/words.ts'
import { useCall } from '../call.ts'
import { Form } from '../Form.tsx'
import { SelectField } from '../fields.tsx'

/** How long an answer may be relied on, as people say it. */
const shelves = { 31: '一个月', 92: '一季度', 183: '半年', 365: '一年', 731: '两年', 0: '长期有效' } as const

/** A question that is missing is registered once, with its meaning, its owner and the basis on which it may be asked. */
export function RegisterElement({ onDone, onClose }: { onDone: (name: string) => void; onClose: () => void }) {
  const [held, setHeld] = useState({ name: '', meaning: '', object: 'person', type: 'line' as QuestionType, choices: '', owner: '', shelf: '365', sensitivity: 'personal', basis: '' })
  const [tried, setTried] = useState(false)
  const put = (more: Partial<typeof held>) => setHeld({ ...held, ...more })
  const save = useCall(register, () => onDone(held.name.trim()))
  const choices = choicesIn(held.choices)
  const wanting = (['name', 'meaning', 'owner', 'basis'] as const).some(key => held[key].trim() === '') || (held.type === 'choice' && choices.length < 2)
  const empty = (key: 'name' | 'meaning' | 'owner' | 'basis', words: string) => (tried && held[key].trim() === '' ? words : undefined) ?? save.refused?.byField[key]
  const submit = () => {
    setTried(true)
    if (wanting) return
    save.run({
      name: held.name.trim(), meaning: held.meaning.trim(), object: held.object as 'person', type: held.type, owner: held.owner.trim(), basis: held.basis.trim(),
      shelf_days: Number(held.shelf) || null, sensitivity: held.sensitivity as 'personal', ...held.type === 'choice' && { choices },
    })
  }
  return (
    <Drawer open title="登记数据项" size="min(560px, 100vw)" onClose={onClose} destroyOnHidden>
      <Form onSubmit={submit}>
        <p className="r-soft">登记以后，本地区的表格和报表都可以用它，只问一次。已经有的不用再登记，叫法不同的登记为别名。</p>
        {save.refused && <Notice tone="fault" title="没有登记" alert>{save.refused.message}</Notice>}
        <TextField label="名称" example="助餐需求" value={held.name} onChange={name => put({ name })} limit={40} error={empty('name', '请填写名称')} />
        <TextField label="含义" hint="一句话说清楚是什么，避免各填各的" example="是否需要送餐上门" value={held.meaning} onChange={meaning => put({ meaning })} limit={200} error={empty('meaning', '请写明含义')} />
        <ChoiceList label="属于" value={held.object} onChange={object => put({ object })} choices={[{ value: 'person', title: '居民' }, { value: 'household', title: '户' }]} />
        <SelectField label="怎么填" value={held.type} onChange={type => put({ type: (type || 'line') as QuestionType })} choices={Object.entries(questionTypes).map(([code, label]) => ({ code, label }))} />
        {held.type === 'choice' && <TextField label="选项" hint="用顿号分开，至少两个" example="需要、不需要" value={held.choices} onChange={text => put({ choices: text })} limit={1000} error={tried && choices.length < 2 ? '请写明至少两个选项' : save.refused?.byField['choices']} />}
        <TextField label="负责部门" hint="谁对这一项的内容负责" example="民政局" value={held.owner} onChange={owner => put({ owner })} limit={40} error={empty('owner', '请填写负责部门')} />
        <SelectField label="多久问一次" hint="在这段时间里不会再问" value={held.shelf} onChange={shelf => put({ shelf: shelf || '365' })} choices={Object.entries(shelves).map(([code, label]) => ({ code, label }))} />
        <SelectField label="保密" hint="电话和银行卡号一律加密保存" value={held.sensitivity} onChange={sensitivity => put({ sensitivity: sensitivity || 'personal' })} choices={Object.entries(sensitivities).map(([code, label]) => ({ code, label }))} />
        <TextField label="采集依据" hint="文件名称和条款" value={held.basis} onChange={basis => put({ basis })} limit={200} error={empty('basis', '请写明依据')} />
        <div className="g-actions"><Button type="submit" busy={save.busy}>登记</Button></div>
      </Form>
    </Drawer>
  )
}
