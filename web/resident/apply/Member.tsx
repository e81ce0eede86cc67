import { useState } from 'react'
import type { MemberRow } from '../../../contract/service.ts'
import { Question } from '../../ui/Question.tsx'
import { Box } from './Box.tsx'
import type { Form } from './form.ts'
import { read } from './read.ts'
import { memberKey, type Group } from './sheet.ts'

export interface MemberProps {
  member: MemberRow; group: Group; self: boolean; form: Form; progress?: { at: number; of: number; title: string }; back: string; go: () => void; returns: boolean
}

/** How a member is spoken of: oneself, or by name and relation. */
export const memberTitle = ({ name, relation_name, age }: MemberRow, self: boolean, me = '您本人'): string => self ? `${name}（${me}）` : `${name}（${relation_name}，${age} 岁）`

/** Everything about one member of the household, on a page of its own: the name is known, only this is asked. */
export function MemberStep({ member, group, self, form, progress, back, go, returns }: MemberProps) {
  const [left, setLeft] = useState<Readonly<Record<string, boolean>>>({})
  const [faults, setFaults] = useState(0)
  const boxes = group.fields.map(field => {
    const key = memberKey(member.person, field.element)
    const typed = form.answers[key] ?? ''
    return { field, key, typed, reading: read(field, typed), told: form.faults[key] }
  })
  const proceed = () => {
    if (boxes.some(box => box.reading.error !== undefined || box.told)) return setFaults(n => n + 1)
    go()
  }
  return (
    <Question question={memberTitle(member, self)} lead={`${group.title}：姓名和关系已经从户籍带出，${boxes.length > 1 ? `只问下面 ${boxes.length} 项` : '只问下面这一项'}。`} {...(progress ? { progress } : {})}
      back={back} onContinue={proceed} faults={faults} continueTitle={returns ? '改好了' : '继续'} kept {...(group.why ? { why: `${group.why}。只有经办这件事的工作人员能看到。` } : {})}>
      {boxes.map(({ field, key, typed, reading, told }) => (
        <Box key={key} asked={false} field={field} typed={typed} reading={reading} write={text => form.answer(key, text)}
          error={told ?? (left[key] || faults > 0 ? reading.error : undefined)} onLeave={() => setLeft(old => ({ ...old, [key]: typed.trim() !== '' }))} />
      ))}
    </Question>
  )
}
