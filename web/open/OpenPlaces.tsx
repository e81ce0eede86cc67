import { useLocation, useNavigate } from '@tanstack/react-router'
import { PlaceFind } from '../desk/places/PlaceFind.tsx'
import { PlaceTree } from '../desk/places/PlaceTree.tsx'
import { PlaceView } from '../desk/places/PlaceView.tsx'
import { paths } from '../kernel/paths.ts'
import { parseSearch } from '../kernel/router.ts'
import { isDay } from '../kernel/time.ts'
import './open.css'

/** The places of the province for everybody: found, leafed through, and as they were on any day. */
export function OpenPlaces() {
  const here = useLocation()
  const navigate = useNavigate()
  const search = parseSearch(here.searchStr)
  const code = /^\d{2,18}$/.test(search['code'] ?? '') ? search['code']! : '32'
  const asOf = isDay(search['as_of'] ?? '') ? search['as_of'] : undefined
  const hrefOf = (to: string, as_of?: string) => paths.openPage('places', { code: to, as_of })
  return (
    <div className="l-two">
      <div className="l-side">
        <PlaceFind hrefOf={to => hrefOf(to)} />
        <PlaceTree top="32" topName="江苏省" current={code} asOf={asOf} hrefOf={to => hrefOf(to, asOf)} />
      </div>
      <div className="l-page"><p className="q-note">“统计功能区”“类似乡级”“类似居委会”“虚拟”是统计部门为开发区、农场、园区等编的统计代码，不是一级行政区划，也不另设政府或居委会，所以单列、不计入总数。</p><PlaceView code={code} asOf={asOf} hrefOf={hrefOf} onAsOf={as_of => void navigate({ href: hrefOf(code, as_of) })} /></div>
    </div>
  )
}
