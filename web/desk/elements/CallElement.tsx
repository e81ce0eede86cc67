import { Drawer } from 'antd'
import { useState } from 'react'
import { call, uncall, type Element } from '../../../contract/element.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { Form } from '../Form.tsx'

/** What one's department writes above the column on its own lists: from then on they are understood. */
export function CallElement({ element, onDone, onClose }: { element: Element; onDone: (words: string) => void; onClose: () => void }) {
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const save = useCall(call, () => onDone(`“${name.trim()}”就是“${element.name}”，以后的表都认得`))
  const drop = useCall(uncall, ({ dropped }) => onDone(dropped ? '已经撤销这个叫法' : '只能撤销本部门的叫法'))
  const refused = save.refused ?? drop.refused
  return (
    <Drawer open title={`“${element.name}”的叫法`} size="min(480px, 100vw)" onClose={onClose} destroyOnHidden>
      <Form onSubmit={() => { setTried(true); if (name.trim()) save.run({ element: element.id, name: name.trim() }) }}>
        {refused && <Notice tone="fault" title="没有保存" alert>{refused.message}</Notice>}
        <p className="r-soft">{element.meaning}。{element.aliases.length > 0 && `也叫${element.aliases.join('、')}。`}</p>
        {element.called.length > 0 && <ul>{element.called.map(one => (
          <li key={`${one.organ}${one.name}`}>{one.organ}：{one.name}　<button type="button" className="r-link" disabled={drop.busy} onClick={() => drop.run({ name: one.name })}>撤销</button></li>
        ))}</ul>}
        <TextField label="本部门的表上叫什么" example="老人手机" value={name} onChange={setName} limit={40} error={tried && !name.trim() ? '请填写' : save.refused?.byField['name']} />
        <div className="g-actions"><Button type="submit" busy={save.busy}>保存</Button></div>
      </Form>
    </Drawer>
  )
}
