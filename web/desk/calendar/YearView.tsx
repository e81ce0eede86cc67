import type { ReactNode } from 'react'
import { calendar } from '../../../contract/place.ts'
import { useAsk } from '../../kernel/query.ts'
import { showInstant, today } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useTitle } from '../../ui/Page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { Feasts, Year } from './Year.tsx'
import { Scroll } from '../Scroll.tsx'
import './calendar.css'

const thisYear = (): number => Number(today().slice(0, 4))

/** The year an address asks for; this year when it asks for none. */
export const readYear = (text: string | undefined): number => (/^20\d\d$/.test(text ?? '') ? Number(text) : thisYear())

export interface YearViewProps {
  year: number
  hrefOf: (year: number) => string
  /** Under the warning of a year without notice: how to enter it. */
  enter?: (year: number) => ReactNode
  tools?: ReactNode
}

/** A year of working days: what the notice says, or that there is none and what that means for running periods. */
export function YearView({ year, hrefOf, enter, tools }: YearViewProps) {
  useTitle(`${year} 年工作日历`)
  const { data, error, refetch } = useAsk(calendar, { year })
  const next = useAsk(calendar, { year: thisYear() + 1 }, { enabled: year === thisYear() })
  const warned = year === thisYear() && next.data?.edition === null && today().slice(5) >= '11-01'
  return (
    <>
      <div className="d-head">
        <div><h1>{year} 年工作日历</h1>{data && <p>{data.edition === null ? '还没有放假安排' : `${data.workdays} 个工作日`}</p>}</div>
        <div className="d-tools">
          <nav className="c-years" aria-label="选择年份">
            {year > 2000 && <Anchor href={hrefOf(year - 1)}>{year - 1} 年</Anchor>}<span aria-current="page">{year} 年</span>{year < 2100 && <Anchor href={hrefOf(year + 1)}>{year + 1} 年</Anchor>}
          </nav>
          {data && data.edition !== null && tools}
        </div>
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingState lines={8} />}
      {warned && <NoNotice year={year + 1} clocks={next.data!.provisional_clocks}>{enter?.(year + 1)}</NoNotice>}
      {data && data.edition === null && <NoNotice year={year} clocks={data.provisional_clocks}>{enter?.(year)}</NoNotice>}
      {data && (
        <>
          <Year year={year} days={data.days} />
          {data.days.length > 0 && (
            <section className="r-block" aria-labelledby="notice">
              <h2 id="notice">放假安排</h2>
              <p className="r-soft c-source">依据：{data.notice}{data.published_on && `，${data.published_on} 发布`}</p>
              <Feasts days={data.days} />
            </section>
          )}
          {data.editions.length > 0 && <Editions editions={data.editions} />}
        </>
      )}
    </>
  )
}

const NoNotice = ({ year, clocks, children }: { year: number; clocks: number; children?: ReactNode }) => (
  <Notice tone="amber" title={`${year} 年的放假安排还没有登记`}>
    <p>伸进 {year} 年的办理期限先按普通周末计算，标为“暂定”；登记后全部自动重算。{clocks > 0 ? `现在有 ${clocks.toLocaleString('en-US')} 个期限是暂定的。` : ''}</p>
    {children && <p>{children}</p>}
  </Notice>
)

const Editions = ({ editions }: { editions: readonly { edition: number; notice: string; recorded_at: string }[] }) => (
  <section className="r-block" aria-labelledby="editions">
    <h2 id="editions">登记过的版本</h2>
    <Scroll label="登记过的版本">
      <table className="r-plain">
        <thead><tr><th scope="col">版本</th><th scope="col">依据</th><th scope="col">登记时间</th></tr></thead>
        <tbody>{editions.map((e, i) => <tr key={e.edition}><th scope="row" className="c">第 {e.edition} 版{i === 0 && '（现行）'}</th><td>{e.notice}</td><td className="c">{showInstant(e.recorded_at)}</td></tr>)}</tbody>
      </table>
    </Scroll>
  </section>
)
