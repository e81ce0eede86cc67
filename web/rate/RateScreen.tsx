import { useEffect, useState, type ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { ballot, cast } from '../../contract/rating.ts'
import { ask, call } from '../kernel/api.ts'
import { useMe } from '../kernel/me.ts'
import { asRefusal } from '../kernel/refusal.ts'
import { Button } from '../ui/Button.tsx'
import { Icon, Mark } from '../ui/icons.tsx'
import { DemoRibbon, useTitle } from '../ui/Page.tsx'
import { Notice } from '../ui/Notice.tsx'
import { EmptyState, LoadingState } from '../ui/states.tsx'
import { Grades, nothing, sent, type Said } from './Grades.tsx'
import './rate.css'

/** Read once and taken out of the address, so that «back» and the next guest do not find it. */
const takeToken = (): string => decodeURIComponent(location.hash.slice(1))

/** `/rate#<token>`: the screen that is handed over at a window. No log-in: the token seats the person served, for one grade. */
export function RateScreen() {
  useTitle('请您评价')
  const [token] = useState(takeToken)
  useEffect(() => { if (location.hash) history.replaceState(history.state, '', location.pathname) }, [])
  const { data, error } = useQuery({ queryKey: ['rate', token], queryFn: ({ signal }) => ask(ballot, {}, { pass: token, signal }), enabled: token !== '', retry: false, staleTime: Infinity, gcTime: 0 })
  const { data: me } = useMe()
  const [done, setDone] = useState<'good' | 'bad' | null>(null)
  return (
    <div className="v-rate">
      {me?.demonstration && <DemoRibbon />}
      <header className="v-rate-top"><Mark size={34} /><span>共治　现场评价</span></header>
      <main id="main" tabIndex={-1} className="v-rate-main">
        {token === '' || error ? <Over words={token === '' ? undefined : asRefusal(error).message} /> : !data ? <LoadingState lines={5} />
          : done || data.given ? <Thanks bad={done === 'bad'} reachable={data.reachable} /> : <Asking token={token} place={data.place_name} item={data.item_name} reachable={data.reachable} onDone={setDone} />}
      </main>
    </div>
  )
}

function Asking({ token, place, item, reachable, onDone }: { token: string; place: string; item: string | null; reachable: boolean; onDone: (how: 'good' | 'bad') => void }) {
  const [said, setSaid] = useState<Said>(nothing)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const submit = async () => {
    setTried(true)
    if (said.grade === null || busy) return
    setBusy(true)
    try {
      onDone((await call(cast, sent(said), { pass: token })).bad ? 'bad' : 'good')
    } catch (error) {
      setRefused(asRefusal(error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); void submit() }}>
      <h1 className="g-title" tabIndex={-1}>今天的服务，您满意吗？</h1>
      <p className="g-title-lead">{place}{item && `，${item}`}。评不评都可以，工作人员看不到是谁评的。</p>
      {refused && <Notice tone="fault" title="没有提交成功" alert>{refused}</Notice>}
      <Grades reachable={reachable} said={said} onChange={setSaid} error={tried && said.grade === null ? '请选择一个评价' : undefined} />
      <div className="g-actions"><Button type="submit" busy={busy}>提交评价</Button></div>
    </form>
  )
}

const Thanks = ({ bad, reachable }: { bad: boolean; reachable: boolean }) => <Ending title="谢谢您的评价">{bad ? reachable ? '我们会在一个工作日内联系您，十五个工作日内整改。' : '我们会在十五个工作日内整改。没有登记您的电话，想知道结果请打 12345。' : '请把屏幕交还工作人员。'}</Ending>
const Over = ({ words }: { words?: string | undefined }) => <><h1 className="g-unseen">现场评价</h1><EmptyState title="现在没有要评价的" icon="clock"><p>{words ?? '请工作人员打开评价。'}</p></EmptyState></>

function Ending({ title, children }: { title: string; children: ReactNode }) {
  return <div className="v-rate-done" role="status"><Icon name="check" /><h1 className="g-title" tabIndex={-1}>{title}</h1><p>{children}</p></div>
}
