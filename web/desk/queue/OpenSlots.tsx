import { useState } from 'react'
import { open, slots } from '../../../contract/queue.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { addDays, beijingDay, showInstant } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DayField } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { useSeat } from '../seat.ts'

/** 「09:00 3」 a line: a time and how many it takes. Null for a line that says something else. */
export function readTimes(text: string): { at: string; capacity: number }[] | null {
  const lines = text.normalize('NFKC').split(/[\n,，;；]+/).map(line => line.trim()).filter(line => line !== '')
  const read = lines.map(line => /^(\d{1,2}):(\d{2})(?:\s+(\d{1,2})\s*位?)?$/.exec(line))
  return read.length > 0 && read.every(one => one !== null) ? read.map(one => ({ at: `${one[1]!.padStart(2, '0')}:${one[2]}`, capacity: Number(one[3] ?? 1) })) : null
}

const usual = '09:00 3\n09:30 3\n10:00 3\n10:30 3\n14:00 3\n14:30 3\n15:00 3'

/** Opens times that residents may book. */
export function OpenSlots() {
  const seat = useSeat()
  const [day, setDay] = useState(() => addDays(beijingDay(Date.now()), 1))
  const [times, setTimes] = useState(usual)
  const [tried, setTried] = useState(false)
  const { mutate, isPending, error, data: done } = useCall(open)
  const known = useAsk(slots, { place: seat.place })
  const read = readTimes(times)
  const there = known.data?.slots.filter(one => one.day === day) ?? []
  const submit = () => { setTried(true); if (read && day) mutate({ day, slots: read }) }
  const said = error?.fields.map(one => one.message).join('；')
  return (
    <Form className="c-block" aria-label="开放预约" onSubmit={submit}>
      <h2>开放预约</h2>
      {error && <Notice tone="fault" title="没有开放成功" alert>{said || error.message}</Notice>}
      {done && !error && <Notice tone="green" alert>{done.slots[0]?.day} 开放了 {done.slots.length} 个时段</Notice>}
      <DayField label="哪一天" value={day} onChange={setDay} />
      <TextField label="时间和每个时间几位" hint="一行一个，例如：09:00 3。写 0 就不再接受预约，已经约的保留" rows={6} value={times} onChange={setTimes} error={tried && !read ? '请按“09:00 3”的样子，一行写一个时间' : undefined} />
      {there.length > 0 && <p className="c-soft">这一天已开放：{there.map(one => `${showInstant(one.starts_at).slice(11)}（余 ${one.free}）`).join('、')}</p>}
      <div className="c-form-end"><Button type="submit" busy={isPending}>开放预约</Button></div>
    </Form>
  )
}
