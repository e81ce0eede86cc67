import { useState } from 'react'
import { levelsInWords } from '../../../contract/glossary.ts'
import { levelOf, type Level } from '../../../contract/kernel.ts'
import { children } from '../../../contract/place.ts'
import { useAsk } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { FieldRow, SelectField } from '../fields.tsx'
import { freeCode, kindRanges, levelBelow, parentOf, type EventDraft, type Faults, type Part } from './event.ts'
import { PlaceSearch, type Picked } from './PlaceSearch.tsx'

interface Props { draft: EventDraft; onChange: (draft: EventDraft) => void; faults: Faults }

/** The fields of one kind of adjustment. */
export function EventFields({ draft, onChange, faults }: Props) {
  const set = (change: Partial<EventDraft>) => onChange({ ...draft, ...change })
  const { kind, place } = draft
  if (kind === 'merged') return <Merge draft={draft} onChange={onChange} faults={faults} />
  const label = { established: '设在哪个地区下面', abolished: '撤销哪个地区', renamed: '给哪个地区更名', split: '拆分哪个地区', converted: '哪个地区改制' }[kind]
  return (
    <>
      <PlaceSearch label={label} value={place} onChange={to => set({ place: to, parts: [], shares: {}, code: '', type: '' })} error={faults['place']} />
      {place && kind === 'renamed' && <TextField label="新名称" hint={`现在的全称是“${place.own}”`} value={draft.name} onChange={name => set({ name })} error={faults['name']} limit={60} />}
      {place && (kind === 'established' || kind === 'converted') && <Named draft={draft} set={set} faults={faults} parent={kind === 'established' ? place.code : parentOf(place.code)} keep={kind === 'converted' ? place.code : undefined} />}
      {place && kind === 'split' && <Split key={place.code} draft={draft} place={place} set={set} faults={faults} />}
    </>
  )
}

const kindChoices = (parent: string) => Object.keys(kindRanges[levelBelow(parent) ?? 'micro']).map(kind => ({ code: kind, label: kind }))
const digits = (n: number, width: number): string => String(n).padStart(width, '0')

function rangeHint(parent: string, kind: string): string {
  const level = levelBelow(parent)
  const range = level && kindRanges[level][kind]
  if (!range) return '先选类别'
  const width = level === 'city' || level === 'county' ? 2 : 3
  return `${kind}的末 ${width} 位在 ${digits(range[0], width)} 到 ${digits(range[1], width)} 之间`
}

/** Name, kind and code of what there will be; the first free code of the kind is filled in. */
function Named({ draft, set, faults, parent, keep }: { draft: EventDraft; set: (change: Partial<EventDraft>) => void; faults: Faults; parent: string; keep: string | undefined }) {
  const { data } = useAsk(children, { parent }, { staleTime: 60_000 })
  const taken = (data?.items ?? []).map(p => p.code)
  const propose = (type: string) => set({ type, code: keep && draft.place?.kind === type ? keep : freeCode(parent, type, taken) })
  return (
    <>
      <TextField label="新的全称" hint={keep ? `现在的全称是“${draft.place?.own}”` : '批复文件上的全称'} value={draft.name} onChange={name => set({ name })} error={faults['name']} limit={60} />
      <FieldRow>
        <SelectField label="类别" value={draft.type} onChange={propose} choices={kindChoices(parent)} error={faults['type']} />
        <TextField label="代码" hint={rangeHint(parent, draft.type)} value={draft.code} onChange={code => set({ code })} error={faults['code']} inputMode="numeric" />
      </FieldRow>
    </>
  )
}

const mergeable: readonly Level[] = ['county', 'town', 'community', 'grid']

function Merge({ draft, onChange, faults }: Props) {
  const [adding, setAdding] = useState<Picked | null>(null)
  const [wanted, setWanted] = useState<Level>('community')
  const { sources } = draft
  const first = sources[0]
  const level = first ? levelOf(first.code) : wanted
  const put = (next: Picked[]) => onChange({ ...draft, sources: next, code: draft.code || next[0]?.code || '', type: draft.type || next[0]?.kind || '' })
  const add = (place: Picked | null) => {
    if (place && !sources.some(s => s.code === place.code)) put([...sources, place])
    setAdding(null)
  }
  return (
    <>
      {sources.length > 0 && (
        <ul className="l-sources" aria-label="要合并的地区">
          {sources.map(s => <li key={s.code}><span><strong>{s.name}</strong>（{s.code}）</span><button type="button" className="r-link" onClick={() => onChange({ ...draft, sources: sources.filter(o => o !== s), code: '', type: '' })}>移去<span className="g-unseen">{s.name}</span></button></li>)}
        </ul>
      )}
      {!first && <SelectField label="合并哪一级" value={wanted} onChange={to => setWanted(mergeable.find(one => one === to) ?? wanted)} choices={mergeable.map(code => ({ code, label: levelsInWords[code] }))} />}
      <PlaceSearch label={sources.length ? '再加一个地区' : '合并哪些地区'} value={adding} onChange={add} level={level} within={first && sources.length > 0 ? parentOf(first.code) : undefined} error={faults['place']}
        hint={first ? `同一个上级下面的${levelsInWords[level]}；输入名称、拼音或首字母` : '输入名称、拼音或首字母'} />
      {sources.length > 1 && first && (
        <>
          <TextField label="合并后的全称" value={draft.name} onChange={name => onChange({ ...draft, name })} error={faults['name']} limit={60} example={first.own} />
          <FieldRow>
            <SelectField label="类别" value={draft.type} onChange={type => onChange({ ...draft, type })} choices={kindChoices(parentOf(first.code))} error={faults['type']} />
            <SelectField label="用哪个代码" value={draft.code} onChange={code => onChange({ ...draft, code })} error={faults['code']} choices={sources.map(s => ({ code: s.code, label: `${s.code}（原${s.own}）` }))} />
          </FieldRow>
        </>
      )}
    </>
  )
}

function Split({ draft, place, set, faults }: { draft: EventDraft; place: Picked; set: (change: Partial<EventDraft>) => void; faults: Faults }) {
  const parent = parentOf(place.code)
  const below = useAsk(children, { parent: place.code }).data?.items
  const beside = useAsk(children, { parent }).data?.items
  const taken = (beside ?? []).map(p => p.code)
  const { parts, shares } = draft
  const next = (): Part => ({ code: freeCode(parent, place.kind, [...taken, ...parts.map(p => p.code)]), name: '', type: place.kind })
  const begin = () => set({ parts: [{ code: place.code, name: place.own, type: place.kind }, next()], shares: Object.fromEntries((below ?? []).map(c => [c.code, -1])) })
  const put = (i: number, change: Partial<Part>) => set({ parts: parts.map((p, j) => (j === i ? { ...p, ...change } : p)) })
  if (!below || !beside) return <p className="r-soft l-none" role="status">正在读取下级地区</p>
  if (parts.length === 0) return <p className="l-none"><Button kind="second" onClick={begin}>分成两个{below.length > 0 && `，逐个指定 ${below.length} 个下级`}</Button></p>
  return (
    <>
      {parts.map((part, i) => (
        <fieldset key={i} className="l-part">
          <legend>拆分后的第 {i + 1} 个</legend>
          <FieldRow>
            <TextField label="全称" value={part.name} onChange={name => put(i, { name })} error={faults[`parts.${i}.name`]} limit={60} />
            <SelectField label="类别" value={part.type} onChange={type => put(i, { type })} choices={kindChoices(parent)} error={faults[`parts.${i}.type`]} />
            <TextField label="代码" value={part.code} onChange={code => put(i, { code })} error={faults[`parts.${i}.code`]} inputMode="numeric" />
          </FieldRow>
        </fieldset>
      ))}
      <p className="l-none">
        <Button kind="quiet" onClick={() => set({ parts: [...parts, next()] })}>再分一个</Button>
        {parts.length > 2 && <Button kind="quiet" onClick={() => set({ parts: parts.slice(0, -1), shares: Object.fromEntries(Object.entries(shares).map(([c, to]) => [c, to === parts.length - 1 ? -1 : to])) })}>去掉最后一个</Button>}
      </p>
      {below.length > 0 && <p className="g-label l-shares-title">下级地区归哪一个</p>}
      {faults['shares'] && <FieldError>{faults['shares']}</FieldError>}
      <div className="l-shares">
        {below.map(c => (
          <SelectField key={c.code} label={c.display} value={String(shares[c.code] ?? -1)} empty="请指定" onChange={to => set({ shares: { ...shares, [c.code]: to === '' ? -1 : Number(to) } })}
            choices={parts.map((p, i) => ({ code: String(i), label: p.name.trim() || `第 ${i + 1} 个` }))} error={faults['shares'] && (shares[c.code] ?? -1) < 0 ? '请指定' : undefined} />
        ))}
      </div>
    </>
  )
}
