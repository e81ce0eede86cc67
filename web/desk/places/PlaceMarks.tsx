import { StatusTag } from '../../ui/Notice.tsx'
import type { Place } from './words.ts'

/** Whether a place is one to live in: places of the demonstration and of the statistics say so wherever they stand. */
export const PlaceMarks = ({ place: p }: { place: Pick<Place, 'demonstration' | 'statistical' | 'kind'> }) => (
  <>
    {p.demonstration && <> <StatusTag tone="amber">演示</StatusTag></>}
    {(p.statistical || p.kind === '虚拟') && <> <StatusTag>统计用</StatusTag></>}
  </>
)
