import { useLocation } from '@tanstack/react-router'
import { readYear, YearView } from '../desk/calendar/YearView.tsx'
import { paths } from '../kernel/paths.ts'
import { parseSearch } from '../kernel/router.ts'
import './open.css'

/** The working calendar for everybody. */
export function OpenCalendar() {
  const year = readYear(parseSearch(useLocation().searchStr)['year'])
  return <YearView year={year} hrefOf={to => paths.openPage('calendar', { year: to })} />
}
