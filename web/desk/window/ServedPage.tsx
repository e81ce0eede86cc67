import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { bundles as allBundles, type BundleShown } from '../../../contract/matter.ts'
import { CaseNumber, items as allItems, mine, type CaseRow, type Item } from '../../../contract/service.ts'
import { manners } from '../../../contract/glossary.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { showInstant } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { RowDeadline, StateTag } from '../cases/words.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { bundleMatter, findBundles, findItems, firstFound, pickedMatter } from './catalogue.ts'
import { HandOver } from './HandOver.tsx'
import type { Served } from './served.ts'

/** The person before the window: what can be applied for, found by typing, and how their matters stand. */
export function ServedPage({ served }: { served: Served }) {
  const matters = useAsk(mine, { limit: 100 })
  return (
    <>
      <DeskHead title={served.name} tab="正在接待" note={<><span className="c-num">{served.identity_masked}</span>，{served.age} 岁，{manners[served.manner as keyof typeof manners] ?? served.manner}</>} tools={<HandOver served={served} />} />
      <div className="w-front">
        <Catalogue matters={matters.data?.items ?? []} />
        <section className="c-block" aria-labelledby="w-matters">
          <div className="c-block-head"><h2 id="w-matters">{served.by ? '代办人经手的办件' : '已有的办件'}</h2>{matters.data && <p className="c-soft">{matters.data.count.n} 件</p>}</div>
          {!matters.data ? matters.error ? <ErrorState error={matters.error} onRetry={() => void matters.refetch()} /> : <LoadingState lines={3} />
            : matters.data.items.length === 0 ? <EmptyState title={served.by ? '这位代办人还没有经手过' : '还没有办过事'} icon="papers"><p>{served.by ? '别人经手的，请凭收件凭证上的编号打开。' : '申请后会列在这里，随时能看办到哪一步。'}</p></EmptyState> : <Matters rows={matters.data.items} />}
        </section>
      </div>
    </>
  )
}

/** Everything that can be applied for: the cursor stands in the search, Enter opens the first that was found. */
function Catalogue({ matters }: { matters: readonly CaseRow[] }) {
  const seat = useSeat()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<readonly string[]>([])
  const toggle = (id: string) => setPicked(old => old.includes(id) ? old.filter(one => one !== id) : [...old, id])
  const catalogue = useAsk(allItems, {}, { staleTime: 600_000 })
  const together = useAsk(allBundles, {}, { staleTime: 600_000 })
  const found = findItems(catalogue.data?.items ?? [], typed)
  const bundles = findBundles(together.data?.bundles ?? [], found, typed)
  // Of a case that somebody else opened an agent knows the number from the receipt.
  const first = CaseNumber.safeParse(typed.trim()).success ? typed.trim() : firstFound(bundles, found, typed)
  const open = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() !== '' && first) void navigate({ href: paths.deskRow(seat.mandate, 'window', first) })
  }
  return (
    <section className="c-block" aria-labelledby="w-items">
      <h2 id="w-items">可以办的事</h2>
      <form role="search" className="w-search" onSubmit={open}>
        <TextField label="找事项" hint="事项名、首字母（如 gljt）或来人的说法，回车打开第一个；也可以输入办件编号" value={typed} onChange={setTyped} autoFocus autoComplete="off" name="item" />
      </form>
      {!catalogue.data ? catalogue.error ? <ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} /> : <LoadingState lines={3} /> : (
        <>
          <p className="c-soft" role="status">{typed.trim() === '' ? `共 ${found.length} 项` : found.length > 0 ? `找到 ${found.length} 项` : '没有找到，换个说法再试'}</p>
          <ul className="w-items">
            {bundles.map(bundle => <BundleRow key={bundle.id} bundle={bundle} first={typed.trim() !== '' && first === bundleMatter(bundle.id)} />)}
            {found.map(item => <ItemRow key={item.id} item={item} first={typed.trim() !== '' && item.id === first} matters={matters.filter(row => row.item === item.id)} picked={picked.includes(item.id)} toggle={() => toggle(item.id)} />)}
          </ul>
          {picked.length > 0 && <Picked items={picked.map(id => catalogue.data.items.find(item => item.id === id)!)} clear={() => setPicked([])} />}
        </>
      )}
    </section>
  )
}

function BundleRow({ bundle, first }: { bundle: BundleShown; first: boolean }) {
  const seat = useSeat()
  return (
    <li className="w-bundle">
      <div><p><b>{bundle.name}</b>　<span className="c-soft">{bundle.items.length} 件一次申请</span></p><p className="c-soft">{bundle.items.map(item => item.name).join('、')}</p></div>
      <ButtonLink kind={first ? 'main' : 'second'} href={paths.deskRow(seat.mandate, 'window', bundleMatter(bundle.id))}>一起办</ButtonLink>
    </li>
  )
}

/** What was ticked: applied for as one matter. */
function Picked({ items, clear }: { items: readonly Item[]; clear: () => void }) {
  const seat = useSeat()
  return (
    <div className="w-picked" role="region" aria-label="一起办的">
      <p role="status">已选 {items.length} 件：{items.map(item => item.name).join('、')}</p>
      <div className="g-actions">
        {items.length <= 20 ? <ButtonLink href={paths.deskRow(seat.mandate, 'window', pickedMatter(items.map(item => item.id)))}>{items.length === 1 ? '办这一件' : `${items.length} 件一起办`}</ButtonLink> : <p className="g-error">一次最多 20 件</p>}
        <button type="button" className="c-link" onClick={clear}>都不选</button>
      </div>
    </div>
  )
}

/** One item; the one that Enter opens has the blue key. Several are ticked to be applied for together. */
function ItemRow({ item, first, matters, picked, toggle }: { item: Item; first: boolean; matters: readonly CaseRow[]; picked: boolean; toggle: () => void }) {
  const seat = useSeat()
  const open = matters.find(row => !row.closed)
  const granted = matters.some(row => row.state === 'granted')
  return (
    <li>
      <div><p><b>{item.name}</b>　<span className="c-soft">{item.scope} · {item.promised_days} 个工作日办结 · {item.fee}</span></p><p className="c-soft">{item.conditions.join('；') || item.summary}</p>{granted && !open && <p>已经批准过一次，再申请前请先核对。</p>}</div>
      {!open && <label className="w-confirm w-pick"><input type="checkbox" checked={picked} onChange={toggle} /><span>一起办<span className="g-unseen">：{item.name}</span></span></label>}
      {open
        ? <ButtonLink kind="second" href={paths.deskRow(seat.mandate, 'window', open.number)}>{open.state === 'supplement_requested' ? '补材料' : '正在办理，看进度'}</ButtonLink>
        : <ButtonLink kind={first && !granted ? 'main' : 'second'} href={paths.deskRow(seat.mandate, 'window', item.id)}>{granted ? '再次申请' : '申请'}</ButtonLink>}
    </li>
  )
}

function Matters({ rows }: { rows: readonly CaseRow[] }) {
  const seat = useSeat()
  return (
    <ul className="w-matters">{rows.map(row => (
      <li key={row.number}>
        <p><Anchor href={paths.deskRow(seat.mandate, 'window', row.number)}><b>{row.title}</b></Anchor>　<StateTag row={row} /></p>
        <p className="c-soft c-num">{row.number}　{showInstant(row.opened_at)} 申请</p>
        {!row.closed && <p><RowDeadline row={row} /></p>}
      </li>
    ))}</ul>
  )
}
