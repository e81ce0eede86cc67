import { showDay } from '../../kernel/time.ts'
import { Icon } from '../../ui/icons.tsx'
import { isAsked, nameOf } from './read.ts'
import type { Sheet } from './sheet.ts'

interface Source { from: string; what: string[]; day: string | null }

/** What was not asked for, gathered under who supplied it, with the day of the newest of it. */
export function sourcesOf(sheet: Sheet): Source[] {
  const found = new Map<string, Source>()
  const add = (from: string, what: string, at: string | null) => {
    const known = found.get(from) ?? { from, what: [], day: null }
    if (!known.what.includes(what)) known.what.push(what)
    const day = at && showDay(at)
    found.set(from, { ...known, day: day && (!known.day || day > known.day) ? day : known.day })
  }
  for (const field of sheet.fields) {
    if (isAsked(field) || !field.held) continue
    add(field.held.source === 'declared' ? '您以前自己报的' : field.held.organ, nameOf(field), field.held.asserted_at)
  }
  for (const { material, register, as_of } of sheet.not_asked) add(register, material, as_of)
  if (sheet.members && sheet.members.rows.length > 0) add('公安户籍库', '家庭成员的姓名、关系和年龄', null)
  return [...found.values()]
}

/** 「为什么没问您」: each thing that one need neither fill in nor bring, and who supplied it. */
export function WhyNot({ sheet }: { sheet: Sheet }) {
  const sources = sourcesOf(sheet)
  if (sources.length === 0) return null
  return (
    <details className="g-why">
      <summary><Icon name="info" />为什么没问您这些</summary>
      <p>已经有单位掌握的，平台自己去取，不让您再填、再带：</p>
      <ul className="r-sources">
        {sources.map(({ from, what, day }) => <li key={from}><strong>{from}</strong><span>{what.join('、')}{day && `（${day} 的数据）`}</span></li>)}
      </ul>
    </details>
  )
}
