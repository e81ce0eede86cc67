import { useEffect } from 'react'
import { Button } from '../../ui/Button.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { useNow } from '../useNow.ts'
import { timeIsUp, type Served } from './served.ts'

/** Minutes left at which one is told to come to an end. */
const soon = 5

/** On every page while somebody is served: who, for how long still, and the end of it. */
export function ServingBanner({ served, onEnd }: { served: Served; onEnd: () => void }) {
  const now = useNow(5_000)
  const left = Math.ceil((Date.parse(served.expires_at) - now) / 60_000)
  useEffect(() => { if (left <= 0) timeIsUp() }, [left])
  return (
    <aside className={`w-banner c-noprint${left <= soon ? ' w-banner-soon' : ''}`} aria-label="正在接待">
      <p>正在为 <b>{served.name}</b> 办理{served.agent && `，${served.agent.name}代办`}{served.deceased && <StatusTag tone="amber">已登记死亡，只能办身后的事项</StatusTag>}</p>
      <p className="w-banner-left" role={left <= soon ? 'status' : undefined}>{left <= soon ? `还有 ${Math.max(left, 0)} 分钟结束，请先提交` : `${left} 分钟后结束`}</p>
      <Button kind="second" onClick={onEnd}>结束接待</Button>
    </aside>
  )
}

/** What one came for while somebody sits before the window: other people's matters stay shut until the attendance ends. */
export function ShutWhileServing({ served, onBack, onEnd }: { served: Served; onBack: () => void; onEnd: () => void }) {
  return (
    <div className="c-block w-shut">
      <h1 tabIndex={-1}>正在为{served.name}办理，这一页先不打开</h1>
      <p className="c-soft">来人可能看得见屏幕。名册和别人的办件，结束接待后再看。</p>
      <div className="c-form-end"><Button onClick={onBack}>继续为{served.name}办理</Button><Button kind="second" onClick={onEnd}>结束接待，打开这一页</Button></div>
    </div>
  )
}
