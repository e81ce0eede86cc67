import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { showInstant } from '../../kernel/time.ts'
import { useLarge } from '../../ui/large.ts'
import { walked, type PathStep, type Process } from './graph.ts'
import { layout, type Direction, type EdgeShown, type Layout, type NodeShown } from './layout.ts'
import { ems } from './words.ts'
import './picture.css'

export interface PictureProps extends Process {
  /** What happened, oldest first; the first step opened the case. */
  path?: readonly PathStep[]
  /** The state it stands in now. */
  state?: string
  title?: string
  /** Down a phone or along a desk; by the room there is when absent. */
  direction?: Direction
  /** The words before the picture, which opens with one tap: for whoever came to read. */
  wordsFirst?: boolean
}

/** The path of a case as a picture: all ways there are, its own way numbered; and the same as a table. */
export function Picture({ states, actions, path = [], state, title = '办理路线', direction, wordsFirst = false }: PictureProps) {
  const { frame, room, over } = useRoom()
  const large = useLarge()
  const steps = useMemo(() => walked(path), [path])
  const [right, down] = useMemo(() => {
    const numbered = new Set(steps.map(s => `${s.edge}/${s.action}`))
    return [layout({ states, actions }, 'right', numbered), layout({ states, actions }, 'down', numbered)]
  }, [states, actions, steps])
  const way: Direction = direction ?? (right.w * least.right * rem() <= room ? 'right' : 'down')
  const shown = way === 'right' ? right : down
  useCentred(frame, shown, state)
  const visited = new Set(path.map(p => p.to))
  const numbers = (edge: string, action: string) => steps.filter(s => s.edge === edge && s.action === action).map(s => s.number)
  const now = states.find(s => s.id === state)?.title
  return (
    <figure className="g-picture">
      {wordsFirst && <PictureTable states={states} actions={actions} path={path} state={state} />}
      <Folded when={wordsFirst}><div className="g-picture-frame" ref={frame} tabIndex={0} role="group" aria-label={`${title}图，可左右滑动`}>
        <svg role="img" aria-label={`${title}。${now ? `现在：${now}。` : ''}已办 ${path.length} 步，文字说明见图后的表。`}
          viewBox={`0 0 ${shown.w} ${shown.h}`} style={{ maxWidth: `calc(${shown.w / 16}rem * ${large ? Math.max(1, legible()) : 1})`, minWidth: `calc(${shown.w / 16}rem * ${large ? legible() : least[way]})` }}>
          <defs>{(['plain', 'on'] as const).map(kind => (
            <marker key={kind} id={`g-arrow-${kind}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
              <path d="M0 .6 7.4 4 0 7.4z" className={`g-arrow-${kind}`} />
            </marker>
          ))}</defs>
          {[...shown.edges].sort((a, b) => Number(isWalked(a, steps)) - Number(isWalked(b, steps)))
            .map(e => <path key={e.key} d={e.d} className={lineClass(e, steps)} markerEnd={`url(#g-arrow-${isWalked(e, steps) ? 'on' : 'plain'})`} />)}
          {shown.edges.map(e => <Words key={e.key} edge={e} numbers={numbers} />)}
          {shown.nodes.map(n => <Node key={n.id} node={n} kind={states.find(s => s.id === n.id)!.kind} now={n.id === state} been={visited.has(n.id)} />)}
        </svg>
      </div>
      {over && <p className="g-picture-hint">图比屏幕宽，可以左右滑动</p>}</Folded>
      {!wordsFirst && <details className="g-picture-words"><summary>用文字看这张图</summary><PictureTable states={states} actions={actions} path={path} state={undefined} /></details>}
    </figure>
  )
}

/** How far the picture may be made smaller before it is scrolled instead. */
const least = { right: 0.82, down: 0.86 }
/** In 大字版 the smallest words of the picture are 18 px, however wide it gets. */
const legible = (): number => 18 / 13 / rem()
/** Behind one tap, or as it is. */
const Folded = ({ when, children }: { when: boolean; children: ReactNode }) => when
  ? <details className="g-picture-words"><summary>看流程图</summary>{children}</details> : <>{children}</>
/** The root's text size against the usual one: the picture grows with 大字版. */
const rem = (): number => (typeof document === 'undefined' ? 1 : parseFloat(getComputedStyle(document.documentElement).fontSize) / 16)

/** The room a picture has, watched: turning a phone turns the picture. */
function useRoom() {
  const frame = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState(() => (typeof window === 'undefined' ? 390 : window.innerWidth))
  const [over, setOver] = useState(false)
  useEffect(() => {
    const at = frame.current
    if (!at) return
    const measure = () => { setRoom(at.clientWidth); setOver(at.scrollWidth > at.clientWidth + 1) }
    measure()
    if (typeof ResizeObserver === 'undefined') return
    const watch = new ResizeObserver(measure)
    watch.observe(at)
    return () => watch.disconnect()
  }, [])
  return { frame, room, over }
}

/** Where the picture is wider than its frame, begins with the present state in the middle. */
function useCentred(frame: React.RefObject<HTMLDivElement | null>, shown: Layout, state: string | undefined): void {
  useEffect(() => {
    const at = frame.current
    const node = shown.nodes.find(n => n.id === state)
    if (at && node) at.scrollTo({ left: ((node.x + node.w / 2) / shown.w) * at.scrollWidth - at.clientWidth / 2 })
  }, [frame, shown, state])
}

type Steps = ReturnType<typeof walked>
const isWalked = (e: EdgeShown, steps: Steps) => steps.some(s => s.edge === e.key && e.label.actions.some(a => a.id === s.action))
const lineClass = (e: EdgeShown, steps: Steps) => `g-way${isWalked(e, steps) ? ' g-way-on' : ''}${e.back ? ' g-way-back' : ''}`

const line = 13 * 1.4

function Words({ edge, numbers }: { edge: EdgeShown; numbers: (edge: string, action: string) => number[] }) {
  const { x, y, w, h, actions } = edge.label
  const heights = actions.map(action => Math.ceil(action.lines.length * line + 4))
  return (
    <g>
      {actions.map((action, index) => {
        const taken = numbers(edge.key, action.id)
        const at = heights.slice(0, index).reduce((sum, height) => sum + height, y + 3)
        const wide = taken.length ? 22 : 0
        const middle = at + 2 + (action.lines.length * line) / 2
        const text = Math.max(...action.lines.map(ems)) * 13
        const left = x + (w - wide - text) / 2 - 3
        const [from, to] = [index === 0 ? y : at, index === actions.length - 1 ? y + h : at + heights[index]!]
        return (
          <g key={action.id} className={taken.length ? 'g-words g-words-on' : 'g-words'}>
            <rect x={left - 5} y={from} width={wide + text + 14} height={to - from} className="g-words-ground" />
            {taken.length > 0 && <Badge x={left + 9} y={middle} text={taken.slice(-2).join('·')} />}
            {action.lines.map((words, i) => <text key={i} x={x + wide / 2 + w / 2} y={at + 2 + (i + 0.72) * line} textAnchor="middle">{words}</text>)}
          </g>
        )
      })}
    </g>
  )
}

/** The numbers of the steps that took this way; of many the last two. */
const Badge = ({ x, y, text }: { x: number; y: number; text: string }) => {
  const half = Math.max(9, text.length * 4 + 3)
  return (
    <g className="g-number">
      <rect x={x - half} y={y - 9} width={half * 2} height={18} rx="9" />
      <text x={x} y={y + 4} textAnchor="middle">{text}</text>
    </g>
  )
}

function Node({ node, kind, now, been }: { node: NodeShown; kind: string; now: boolean; been: boolean }) {
  const name = `g-node g-node-${kind}${been ? ' g-node-been' : ''}${now ? ' g-node-now' : ''}`
  const top = node.y + (node.h - node.lines.length * 21) / 2
  return (
    <g className={name}>
      <rect x={node.x} y={node.y} width={node.w} height={node.h} rx={kind === 'start' || kind === 'end' ? Math.min(20, node.h / 2) : 9} />
      {node.lines.map((text, i) => <text key={i} x={node.x + node.w / 2} y={top + 15.5 + i * 21} textAnchor="middle">{text}</text>)}
    </g>
  )
}

/** The picture in words: what was done, and what each state leads to; with a `state`, only what can come next from there. */
function PictureTable({ states, actions, path, state }: Process & { path: readonly PathStep[]; state: string | undefined }) {
  const next = state === undefined ? actions : actions.filter(a => a.from.includes(state))
  const name = (id: string) => states.find(s => s.id === id)?.title ?? id
  return (
    <>
      {path.length > 0 && (
        <div className="g-table-frame" tabIndex={0} role="group" aria-label="已经办理的步骤">
          <table className="g-table g-table-cards">
            <caption>已经办理的步骤</caption>
            <thead><tr><th scope="col">步</th><th scope="col">办理</th><th scope="col">之后的状态</th><th scope="col">时间</th><th scope="col">办理人</th></tr></thead>
            <tbody>{path.map((p, i) => <tr key={i}><td data-of="第几步">{i + 1}</td><td data-of="办理">{p.title}</td><td data-of="之后的状态">{name(p.to)}</td><td data-of="时间">{showInstant(p.at)}</td><td data-of="办理人">{p.by}</td></tr>)}</tbody>
          </table>
        </div>
      )}
      {next.length > 0 && <div className="g-table-frame" tabIndex={0} role="group" aria-label={state ? '接下来可能怎样' : '所有可能的路线'}>
        <table className="g-table g-table-cards">
          <caption>{state ? '接下来可能怎样' : '所有可能的路线'}</caption>
          <thead><tr><th scope="col">从</th><th scope="col">办理</th><th scope="col">到</th><th scope="col">由谁</th></tr></thead>
          <tbody>{next.map(a => (
            <tr key={a.id}><td data-of="从">{a.from.length ? a.from.map(name).join('、') : '（开始）'}</td><td data-of="办理">{a.title}</td><td data-of="到">{name(a.to)}</td><td data-of="由谁">{a.by}</td></tr>
          ))}</tbody>
        </table>
      </div>}
    </>
  )
}
