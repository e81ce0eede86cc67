import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { EmptyState } from '../ui/states.tsx'
import { deskNav } from './nav.ts'
import { useSeat } from './seat.ts'

/** `/desk/<seat>`: the first work of the seat's day. */
export function HomePage() {
  const navigate = useNavigate()
  const href = deskNav(useSeat())[0]?.href
  useEffect(() => { if (href) void navigate({ href, replace: true }) }, [href, navigate])
  return href ? null : <EmptyState title="这个岗位现在没有要在这里办的事"><p>请从导航里选要看的内容；岗位不对的，联系任命您的管理员。</p></EmptyState>
}
