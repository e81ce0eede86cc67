import { NoRightState } from '../../ui/states.tsx'
import { useSeat } from '../seat.ts'
import { Own } from './Own.tsx'
import { Supervised } from './Supervised.tsx'
import '../forms.css'
import '../cases/cases.css'
import './ratings.css'

/** `/desk/<seat>/ratings`: what was said of me, or, for who supervises, of everybody in the county. */
export function RatingsPage() {
  const seat = useSeat()
  if (seat.verbs.includes('rating.supervise')) return <Supervised />
  if (seat.verbs.includes('rating.own')) return <Own />
  return <><h1 className="g-unseen">评价</h1><NoRightState>{seat.office_name}不直接服务群众，没有评价。</NoRightState></>
}
