import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { paths, withSearch } from '../../kernel/paths.ts'
import { parseSearch } from '../../kernel/router.ts'
import { isDay } from '../../kernel/time.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { useSeat } from '../seat.ts'
import { PlaceFind } from './PlaceFind.tsx'
import { PlaceTree } from './PlaceTree.tsx'
import { PlaceView } from './PlaceView.tsx'

/** The places of the province at the desk; whoever may re-organise begins here. */
export function Places() {
  const seat = useSeat()
  const navigate = useNavigate()
  const here = useLocation()
  const { place } = useParams({ strict: false })
  const code = place ?? seat.place
  const day = parseSearch(here.searchStr)['as_of']
  const asOf = isDay(day ?? '') ? day : undefined
  const hrefOf = (to: string, as_of?: string) => withSearch(paths.deskRow(seat.mandate, 'places', to), { as_of })
  return (
    <div className="l-two">
      <div className="l-side">
        <PlaceFind hrefOf={to => hrefOf(to)} />
        <PlaceTree top="32" topName="江苏省" current={code} asOf={asOf} hrefOf={to => hrefOf(to, asOf)} />
      </div>
      <div className="l-page">
        <PlaceView code={code} asOf={asOf} hrefOf={hrefOf} onAsOf={as_of => void navigate({ href: hrefOf(code, as_of) })}
          tools={seat.verbs.includes('place.reorganise') && !asOf && <ButtonLink href={withSearch(paths.deskRow(seat.mandate, 'places', 'adjust'), { at: code })}>调整区划</ButtonLink>} />
      </div>
    </div>
  )
}
