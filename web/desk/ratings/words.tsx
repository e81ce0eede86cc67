import { channels, gradeNames, type Grade, type Rate } from '../../../contract/rating.ts'
import { StatusTag } from '../../ui/Notice.tsx'

/** A share in words; of a few there is none. */
export const share = ({ good_permille }: Pick<Rate, 'good_permille'>): string => good_permille === null ? '评价较少，不计比例' : `${(good_permille / 10).toFixed(1)}%`

export const GradeTag = ({ grade, bad }: { grade: Grade; bad: boolean }) => <StatusTag tone={bad ? 'amber' : grade >= 4 ? 'green' : 'plain'}>{gradeNames[grade]}</StatusTag>

/** How many gave which grade, as bars with their numbers beside them. */
export function Bars({ rate }: { rate: Rate }) {
  const most = Math.max(1, ...rate.grades.map(one => one.n))
  return (
    <ul className="t-bars">{rate.grades.map(({ grade, n }) => (
      <li key={grade}><span>{gradeNames[grade]}</span><i aria-hidden="true" className={`t-bar t-bar-${grade}`} style={{ width: `${n * 60 / most}%` }} /><b>{n.toLocaleString('en-US')}</b></li>
    ))}</ul>
  )
}

interface Said { words: string | null; item_name: string | null; channel: keyof typeof channels; on: string; counted: boolean }
export const Words = ({ said }: { said: Said }) => (
  <><p className="t-words">{said.words ?? <span className="c-soft">没有写话</span>}</p><p className="c-soft">{said.item_name ?? '窗口服务'}，{channels[said.channel]}，{said.on}{!said.counted && '，经核实不计入'}</p></>
)
