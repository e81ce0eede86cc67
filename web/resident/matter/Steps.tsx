import type { CaseView } from '../../../contract/service.ts'
import { Timeline, type TimelineItem } from '../../ui/Timeline.tsx'
import { awaitsMe, saidOf } from '../words.ts'

type Step = CaseView['timeline'][number]

/** What was done, newest first; at the top what is awaited now. */
export function Steps({ view }: { view: CaseView }) {
  const { case: row } = view
  const now: TimelineItem[] = row.closed ? [] : [{
    key: 'now', stage: awaitsMe(row) ? 'yours' : 'now', title: saidOf(row).title,
  }]
  return <Timeline items={[...now, ...view.timeline.map((t): TimelineItem => ({
    key: String(t.seq), stage: 'done', title: t.title, at: t.at, by: whoDid(t, row.person_name), ...(t.note ? { note: t.note } : {}),
  })).reverse()]} />
}

const whoDid = (t: Step, applicant: string): string =>
  t.agent ? `${t.agent}；${t.place_name}　${t.by}（${t.office_name}）` : t.office_name === '居民' || (t.by === applicant && t.seq === 1) ? '本人' : t.office_name === '系统' ? '系统按期限办理' : `${t.place_name}　${t.by}（${t.office_name}）`
