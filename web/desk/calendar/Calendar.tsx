import { useLocation } from '@tanstack/react-router'
import { paths, withSearch } from '../../kernel/paths.ts'
import { parseSearch } from '../../kernel/router.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { useSeat } from '../seat.ts'
import { readYear, YearView } from './YearView.tsx'

/** The working calendar at the desk; whoever may, enters the notice of a year. */
export function Calendar() {
  const seat = useSeat()
  const year = readYear(parseSearch(useLocation().searchStr)['year'])
  const may = seat.verbs.includes('calendar.upload')
  const upload = (of: number) => withSearch(paths.deskRow(seat.mandate, 'calendar', 'upload'), { year: of })
  return (
    <YearView year={year} hrefOf={to => paths.deskPage(seat.mandate, 'calendar', { year: to })}
      enter={of => (may ? <ButtonLink href={upload(of)}>登记 {of} 年放假安排</ButtonLink> : '由省级系统管理员登记。')}
      tools={may && <ButtonLink kind="second" href={upload(year)}>登记放假安排</ButtonLink>} />
  )
}
