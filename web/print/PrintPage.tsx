import { useQuery } from '@tanstack/react-query'
import { useParams, useRouter, useSearch } from '@tanstack/react-router'
import type { OutputOf } from '../../contract/kernel.ts'
import { notice, paper as pdf } from '../../contract/service.ts'
import { ask } from '../kernel/api.ts'
import { signatureOf } from '../desk/window/devices/signed.ts'
import { useMe } from '../kernel/me.ts'
import { paths } from '../kernel/paths.ts'
import { asRefusal, type Refusal } from '../kernel/refusal.ts'
import { loginHere } from '../kernel/router.ts'
import { session } from '../kernel/session.ts'
import { noMatter, Trouble } from '../resident/Trouble.tsx'
import { Button } from '../ui/Button.tsx'
import { useTitle } from '../ui/Page.tsx'
import { LoadingState, LoginState } from '../ui/states.tsx'
import './print.css'

type Paper = OutputOf<typeof notice>

/**
 * `/print/<number>/<seq>`: one notice on one sheet of A4, for both doors. A desk prints from the seat of the address
 * (`?seat=`), at a window for whom it serves (`serving`, or the attendance of this tab).
 */
export function PrintPage() {
  const { number = '', seq = '' } = useParams({ strict: false }) as { number?: string; seq?: string }
  const { seat = null, serving } = useSearch({ strict: false }) as { seat?: string; serving?: string }
  const attendance = serving ?? (seat ? session.serving() : null)
  const { data: me } = useMe()
  const { data, error, refetch } = useQuery<Paper, Refusal>({
    queryKey: [notice.name, seat, attendance, number, seq], staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false,
    queryFn: ({ signal }) => ask(notice, { number, seq: Number(seq) }, { signal, seat, serving: attendance }),
  })
  useTitle(data ? `${data.title} ${data.number}` : '文书')
  const visitor = (me && !me.account) || (error && asRefusal(error).needsLogin)
  return (
    <div className="p-page">
      <Bar ready={data !== undefined} back={seat ? null : paths.matter(number)} file={paths.paper(pdf.name, { number, seq, seat, serving: attendance })} />
      <main id="main" tabIndex={-1}>
        {data ? <Sheet paper={data} receipt={seq === '1'} /> : (
          <div className="p-state">
            <h1 className="g-unseen">文书</h1>
            {visitor ? <LoginState href={loginHere()}>登录后可以看和打印这份文书。</LoginState>
              : error ? <Trouble error={error} onRetry={refetch} nothing={seat ? { ...noMatter, text: '编号可能不对，或不在您的管辖范围内。', href: paths.deskPage(seat, 'cases'), go: '看办件' } : noMatter} /> : <LoadingState lines={8} />}
          </div>
        )}
      </main>
    </div>
  )
}

function Bar({ ready, back, file }: { ready: boolean; back: string | null; file: string }) {
  const router = useRouter()
  const leave = () => {
    if (window.history.length > 1) router.history.back()
    else if (back) router.history.push(back)
    else window.close()
  }
  return (
    <header className="p-bar">
      <Button kind="second" icon="back" onClick={leave}>返回</Button>
      {ready && <Button onClick={() => window.print()}>打印</Button>}
      {ready && <a className="g-button g-button-second" href={file} target="_blank" rel="noreferrer"><span>PDF 文件</span></a>}
    </header>
  )
}

/** A long title breaks before what kind of paper it is, and not inside a word. */
const inParts = (title: string): string[] => title.split(/(?=不予批准决定书|(?<!不予)批准决定书|不予受理决定书)|(?<=决定书)(?=（)/).filter(Boolean)

/** The form of an official paper without the red head: title, number, to whom, what, by whom, when. */
function Sheet({ paper, receipt }: { paper: Paper; receipt: boolean }) {
  const signature = receipt ? signatureOf(paper.number) : null
  const [year, month, day] = paper.date.split('-').map(Number) as [number, number, number]
  return (
    <article className="p-sheet">
      {paper.demonstration && <p className="p-demo">演示数据　本页由演示系统生成，不具有法律效力</p>}
      <h1>{inParts(paper.title).map((part, i) => i === 0 ? part : <span key={part}>{part}</span>)}</h1>
      <p className="p-number">编号：{paper.number}</p>
      {paper.body.map((line, i) => <p key={i} className={i === 0 && /[：:]$/.test(line) ? 'p-to' : 'p-body'}>{line}</p>)}
      {paper.remedies && <p className="p-body">{paper.remedies}</p>}
      <div className="p-sign">
        <p>{paper.organ}{paper.demonstration && <span className="p-seal">（样章）</span>}</p>
        <p>{year} 年 {month} 月 {day} 日</p>
      </div>
      {signature && <p className="p-own"><span>本人签名</span><img src={signature} alt={`${paper.to}的签名`} /></p>}
      <p className="p-clerk">{paper.agent && <span className="p-agent">{paper.agent}</span>}<span>{paper.received_at ? `收件窗口：${paper.received_at}　经办：${paper.clerk}（代本人提交）` : paper.clerk === paper.to ? '本人网上提交' : `经办：${paper.clerk}`}</span><span>咨询电话：12345</span></p>
    </article>
  )
}
