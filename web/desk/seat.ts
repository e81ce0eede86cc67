import { useParams } from '@tanstack/react-router'
import { useMe, type SeatChoice } from '../kernel/me.ts'

/** The seat one works from on a page below `/desk/<seat>`, where the area has made sure that it is held. */
export function useSeat(): SeatChoice {
  const { seat: id } = useParams({ strict: false })
  const { data: me } = useMe()
  const seat = me?.seats.find(s => s.mandate === id)
  if (!seat) throw new Error('a page of the desk stands outside its area')
  return seat
}
