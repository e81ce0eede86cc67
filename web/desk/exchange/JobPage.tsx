import { useParams } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { answered, importKinds, job, rows, start, stop, type Job } from '../../../contract/exchange.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { showInstant } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useCall } from '../call.ts'
import { Facts } from '../Facts.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { CountsRow, JobTag, RowsSaid } from './Frame.tsx'

/** One table on its way in: tried out, confirmed, written with its progress, answered. It may be left and come back to. */
export function JobPage() {
  const seat = useSeat()
  const { job: id } = useParams({ strict: false })
  const { data, error, refetch } = useAsk(job, { job: id! }, { refetchInterval: query => (query.state.data && ['checking', 'running'].includes(query.state.data.state) ? 1_000 : false), placeholderData: old => old })
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'exchange')}>导入记录</Anchor></p>
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={6} /> : <Shown of={data} />}
    </>
  )
}

function Shown({ of }: { of: Job }) {
  return (
    <>
      <DeskHead title={of.file_name} note={`${importKinds[of.kind]}，${of.actor_name}，${showInstant(of.made_at)}`} />
      <section className="r-block" aria-live="polite">
        <p><JobTag state={of.state} /></p>
        {of.why && <Notice tone="fault" title="停下了" alert>{of.why}</Notice>}
        {of.state === 'checking' && <Checking of={of} />}
        {of.state === 'checked' && <Checked of={of} />}
        {['running', 'stopped', 'done'].includes(of.state) && <Running of={of} />}
        {of.state === 'broken' && <Again />}
      </section>
      {['done', 'stopped'].includes(of.state) && of.counts.refused + of.counts.held > 0 && <Said of={of} />}
      <section className="r-block"><h2>这次导入</h2>
        <Facts facts={[{ name: '文件', value: of.file_name }, { name: '工作表', value: of.sheet || '—' }, { name: '模板', value: of.template_name ?? '—' }, { name: '用途', value: of.purpose }]} />
      </section>
    </>
  )
}

const Again = () => {
  const seat = useSeat()
  return <div className="g-actions"><ButtonLink href={paths.deskRow(seat.mandate, 'exchange', 'new')}>重新导入</ButtonLink></div>
}

const Checking = ({ of }: { of: Job }) => (
  <>
    <h2>正在试算</h2>
    <p role="status">已看过 {(of.forecast?.total ?? 0).toLocaleString('en-US')} 行，还没有写入任何内容。可以离开这一页，过会儿再来。</p>
    <progress className="x-bar" aria-label="试算进度" />
  </>
)

function Checked({ of }: { of: Job }) {
  const client = useQueryClient()
  const begun = useCall(start, () => void client.invalidateQueries())
  const forecast = of.forecast!
  const bad = forecast.refused + forecast.held
  return (
    <>
      <h2>试算好了，还没有写入</h2>
      <CountsRow counts={forecast} ahead />
      {begun.refused && <Notice tone="fault" title="没有开始" alert>{begun.refused.message}</Notice>}
      {bad > 0 && <p>有 {bad.toLocaleString('en-US')} 行现在不能写入。可以先导入其余的：导完后下载结果，问题写在最后一列，改好再传，已导入的不会重复。</p>}
      {of.second && of.mine && <Notice tone="blue" title="请另一位同事开始">本地规定登记新居民须由两人办理：请同事打开“导入导出”里的这一次，核对后开始导入。</Notice>}
      {(of.second ? !of.mine : of.mine) && <div className="g-actions"><Button busy={begun.busy} onClick={() => begun.run({ job: of.id })}>{forecast.written > 0 ? `导入，写入 ${forecast.written.toLocaleString('en-US')} 行` : '照此办理'}</Button><Again2 /></div>}
      {forecast.samples.length > 0 && <><h3>有问题的行（前 {forecast.samples.length} 行）</h3><RowsSaid rows={forecast.samples} /></>}
    </>
  )
}
const Again2 = () => {
  const seat = useSeat()
  return <ButtonLink kind="second" href={paths.deskRow(seat.mandate, 'exchange', 'new')}>改好文件再传</ButtonLink>
}

function Running({ of }: { of: Job }) {
  const seat = useSeat()
  const client = useQueryClient()
  const again = () => void client.invalidateQueries()
  const [stopped, begun] = [useCall(stop, again), useCall(start, again)]
  const total = of.forecast?.total ?? 0
  const refused = stopped.refused ?? begun.refused
  const left = of.counts.refused + of.counts.held
  return (
    <>
      <h2>{of.state === 'running' ? '正在导入' : of.state === 'done' ? (left === 0 ? '全部导入好了' : '导入好了，还有几行要处理') : '已暂停'}</h2>
      {of.state !== 'done' && <>
        <progress className="x-bar" max={total || 1} value={of.counts.read} aria-label="导入进度" />
        <p role="status">{of.counts.read.toLocaleString('en-US')} / {total.toLocaleString('en-US')} 行。{of.state === 'running' ? '可以离开这一页，导入不会停。' : '已写入的保持不变，可以接着导入。'}</p>
      </>}
      <CountsRow counts={of.counts} />
      {refused && <Notice tone="fault" title="没有办成" alert>{refused.message}</Notice>}
      {of.mine && (
        <div className="g-actions">
          {of.state === 'running' && <Button kind="second" busy={stopped.busy} onClick={() => stopped.run({ job: of.id })}>暂停</Button>}
          {of.state === 'stopped' && <Button busy={begun.busy} onClick={() => begun.run({ job: of.id })}>接着导入</Button>}
          {of.counts.read > 0 && of.state !== 'running' && <ButtonLink kind={left > 0 ? 'main' : 'second'} icon="papers" download href={paths.sheet(answered.name, { job: of.id, seat: seat.mandate })}>下载导入结果</ButtonLink>}
          {of.state === 'done' && left > 0 && <Again2 />}
        </div>
      )}
    </>
  )
}

function Said({ of }: { of: Job }) {
  const { data } = useAsk(rows, { job: of.id })
  if (!data) return null
  return (
    <section className="r-block"><h2>要处理的行</h2>
      <RowsSaid rows={data.items.slice(0, 100)} />
      {(data.next !== null || data.items.length > 100) && <p className="r-soft">只列出前 {Math.min(100, data.items.length)} 行，全部写在下载的结果里。</p>}
    </section>
  )
}
