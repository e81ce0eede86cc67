import type { OutputOf } from '../../../contract/kernel.ts'
import type { reorganise } from '../../../contract/place.ts'
import { paths } from '../../kernel/paths.ts'
import { showInstant } from '../../kernel/time.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useSeat } from '../seat.ts'
import { tableWord } from './event.ts'
import { eventNames } from './words.ts'
import { Scroll } from '../Scroll.tsx'

type Result = OutputOf<typeof reorganise>

/** What an adjustment would move, or has moved, as one would hand it to one's superior. */
export function Report({ result, execute, busy, again }: { result: Result; execute?: () => void; busy?: boolean; again?: () => void }) {
  const seat = useSeat()
  const { event, rehearsed } = result
  const rows = Object.entries(result.moved).filter(([, n]) => n > 0).sort(([, a], [, b]) => b - a)
  const where = event.after[0] ?? event.before[0]
  return (
    <article className="r-block l-report" aria-labelledby="report">
      {rehearsed ? <h2 id="report">演练结果：如果执行，会是这样</h2> : <h1 id="report" tabIndex={-1}>区划调整报告：{eventNames[event.kind]}</h1>}
      {rehearsed
        ? <Notice tone="blue" title="以下都还没有发生">演练把整件事做了一遍又全部退回，数字是真实的。</Notice>
        : <Notice tone="green" title="已经执行" alert>{showInstant(event.recorded_at)} 完成，已记入区划沿革。</Notice>}
      <dl className="d-facts">
        <div><dt>办什么</dt><dd>{eventNames[event.kind]}</dd></div>
        <div><dt>生效日期</dt><dd>{event.effective}</dd></div>
        <div><dt>依据</dt><dd>{event.basis}</dd></div>
      </dl>
      <div className="l-change">
        <Side title="原来" places={event.before} none="没有，新设" />
        <span aria-hidden="true">→</span>
        <Side title={rehearsed ? '将是' : '现在'} places={event.after} none="没有，撤销" />
      </div>
      <p className="l-part-title">{rehearsed ? '会随同移动的记录' : '随同移动的记录'}</p>
      {rows.length === 0 ? <p className="r-soft">没有记录需要移动。</p> : (
        <Scroll label="随同移动的记录">
          <table className="r-plain l-moved">
            <thead><tr><th scope="col">是什么</th><th scope="col" className="r">多少条</th></tr></thead>
            <tbody>{rows.map(([table, n]) => <tr key={table}><th scope="row">{tableWord(table)}</th><td className="r">{n.toLocaleString('en-US')}</td></tr>)}</tbody>
            <tfoot><tr><th scope="row">合计</th><td className="r">{event.moved.toLocaleString('en-US')}</td></tr></tfoot>
          </table>
          {rows.some(([table]) => table === 'ledger.entry') && <p className="r-soft">操作记录只换归属（以后由新地区查看），内容、当时的地区和校验码都不改。</p>}
        </Scroll>
      )}
      {result.mapping.length > 0 && <Recoded mapping={result.mapping} rehearsed={rehearsed} />}
      {result.unchanged && <p className="l-whole">逐表核对：调整前后的记录一条不少，一条不多。</p>}
      <div className="g-actions r-noprint">
        {execute && <Button busy={busy ?? false} onClick={execute}>执行</Button>}
        {again && where && event.after.length > 0 && <ButtonLink href={paths.deskRow(seat.mandate, 'places', where.code)}>看{where.name}</ButtonLink>}
        {again && <Button kind="second" onClick={() => window.print()}>打印报告</Button>}
        {again && <Button kind="quiet" onClick={again}>再办一次调整</Button>}
      </div>
    </article>
  )
}

/** Places that stay who they are under another code; of very many, the first hundred. */
const Recoded = ({ mapping, rehearsed }: { mapping: Result['mapping']; rehearsed: boolean }) => (
  <>
    <p className="l-part-title">{rehearsed ? '会换代码的地区' : '换了代码的地区'}：{mapping.length.toLocaleString('en-US')} 个</p>
    <Scroll label="换代码的地区">
      <table className="r-plain l-moved">
        <thead><tr><th scope="col">地区</th><th scope="col">原代码</th><th scope="col">新代码</th></tr></thead>
        <tbody>{mapping.slice(0, 100).map(m => <tr key={m.before}><th scope="row">{m.name}</th><td>{m.before}</td><td>{m.after}</td></tr>)}</tbody>
      </table>
    </Scroll>
    {mapping.length > 100 && <p className="r-soft">只列出前 100 个。</p>}
  </>
)

const Side = ({ title, places, none }: { title: string; places: Result['event']['before']; none: string }) => (
  <div><p className="r-soft">{title}</p>{places.length === 0 ? <p>{none}</p> : <ul>{places.map(p => <li key={p.code}><strong>{p.name}</strong> <span className="r-soft r-digits">{p.code}</span></li>)}</ul>}</div>
)
