import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { layout, preview, show, type ReportBody } from '../../../contract/report.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { useDeed } from './deed.ts'
import { Paper } from './Paper.tsx'
import '../cases/cases.css'
import './reports.css'

const xlsx = { kinds: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], most: 512 * 1024 }
const words = [['title', '报表名称'], ['department', '部门'], ['place', '地区'], ['period', '期次'], ['day', '截至日期'], ['count', '行数'], ['n', '序号（写在栏目那一行）'], ['row_place', '这一行的地区']] as const

interface Tried { name: string; size: number; content: string }

/** `/desk/<seat>/reports/<report>/layout`: a department's own layout is tried on the real table before it is kept. */
export function LayoutPage() {
  const seat = useSeat()
  const { report } = useParams({ strict: false }) as { report: string }
  const [tried, setTried] = useState<Tried | null>(null)
  const [unread, setUnread] = useState(false)
  const shown = useAsk(show, { report })
  const filled = useAsk(preview, { report, ...tried && { content: tried.content } }, { staleTime: 0, refetchOnMount: true })
  const keep = useDeed(layout, () => setTried(null))
  if (shown.error) return <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />
  if (!shown.data) return <LoadingState lines={8} />
  const { head, body } = shown.data
  const mine = head.place === seat.place
  const kept = mine ? head.layout : filled.data?.own === true
  const pick = (file: File) => {
    setUnread(false)
    void base64Of(file).then(content => setTried({ name: file.name, size: file.size, content }), () => setUnread(true))
  }
  return (
    <>
      <DeskHead title="报表版式" note={`${head.title}　${head.department}`} tools={<ButtonLink kind="second" href={paths.deskRow(seat.mandate, 'reports', head.id)}>回到报表</ButtonLink>} />
      {seat.verbs.includes('report.define') ? (
        <section className="c-block" aria-labelledby="e-layout"><h2 id="e-layout">{kept ? '换一个版式' : '上传本部门的版式'}</h2>
          {!mine && <p className="rp-note">{`这张报表由${head.place_name}编制。这里上传的是本部门自己的版式，只用于您这个岗位所在部门的下载和打印，别的地方不变${head.layout ? '；不用了，就回到编制部门的版式' : ''}。`}</p>}
          <p className="rp-note">在 WPS 或 Excel 里按本部门的格式做好空表，要填内容的地方写上下面的代号，连同两边的大括号；栏目写在同一行，有多少人就重复多少行。</p>
          <Names body={body} />
          <FileField label="版式文件" hint="xlsx，不超过 512 KB，不带宏" rules={xlsx} onPick={pick} onRemove={() => setTried(null)}
            files={tried ? [{ key: 'layout', name: tried.name, size: tried.size, part: 1 }] : []} error={unread ? '文件读不出来，请重新选择' : undefined} />
          {keep.refused && <Notice tone="fault" alert title="没有采用">{keep.refused.message}</Notice>}
          {keep.output && !tried && <Notice tone="green" alert title={keep.output.placeholders.length > 0 ? '已采用这个版式' : '已去掉版式'} />}
          <p className="rp-tools">
            {tried && <Button busy={keep.busy} onClick={() => keep.run({ report: head.id, content: tried.content })}>采用这个版式</Button>}
            {kept && !tried && <Button kind="quiet" busy={keep.busy} onClick={() => keep.run({ report: head.id, content: null })}>{mine ? '不用版式了' : '不用自己的版式了'}</Button>}
          </p>
        </section>
      ) : <Notice tone="plain">{`版式由编制这张报表的${head.place_name}或本县（市、区）的业务部门上传。`}</Notice>}
      <Shown filled={filled} file={paths.paper('report.sheet', { report: head.id, place: seat.place, seat: seat.mandate, format: 'xlsx', download: 1 })} tried={tried !== null} />
    </>
  )
}

/** What may be written into the layout: words of the head, and the columns of a row. */
function Names({ body }: { body: ReportBody }) {
  const list = [...words, ...body.columns.map(one => [one.id, one.title] as const)]
  return (
    <details className="rp-names"><summary>可以用的代号（{list.length} 个）</summary>
      <ul>{list.map(([id, title]) => <li key={id}><code>{`{{${id}}}`}</code> <span className="c-soft">{title}</span></li>)}</ul>
    </details>
  )
}

interface ShownProps { filled: ReturnType<typeof useAsk<typeof preview>>; file: string; tried: boolean }
function Shown({ filled: { data, error, isFetching }, file, tried }: ShownProps) {
  if (error?.code === 'right.missing') return <Notice>您的岗位不看这张报表里的人，填好的样子请能看名单的岗位来看。版式可以照常上传和采用。</Notice>
  if (error) return <Notice tone="fault" alert title="不能预览">{error.fields?.[0]?.message ?? error.message}</Notice>
  if (!data || isFetching) return <LoadingState lines={8} />
  if (!data.sheet) return null
  return (
    <section className="c-block" aria-labelledby="e-preview">
      <div className="c-block-head"><h2 id="e-preview">填好的样子</h2><p className="c-soft">{`共 ${data.count.toLocaleString('en-US')} 行${data.rows < data.count ? `，先看前 ${data.rows} 行` : ''}`}</p></div>
      {data.unknown.length > 0 && <Notice tone="amber" title="这张报表里没有这些代号">{data.unknown.map(one => `{{${one}}}`).join('、')}</Notice>}
      <Paper sheet={data.sheet} />
      <p className="rp-tools rp-unprinted">
        <Button kind="second" onClick={() => window.print()}>打印这一页</Button>
        {!tried && <Anchor href={file} download="">下载填好的表格</Anchor>}
      </p>
    </section>
  )
}

const base64Of = (file: File): Promise<string> => new Promise((resolve, reject) => {
  const reader = new FileReader()
  reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
  reader.onerror = () => reject(reader.error ?? new Error('unread'))
  reader.readAsDataURL(file)
})
