import { useId, useState } from 'react'
import { levelsInWords } from '../../../contract/glossary.ts'
import { search } from '../../../contract/place.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { PlaceMarks } from './PlaceMarks.tsx'
import { useSettled } from './settled.ts'
import './places.css'

/** Finds a place as people say or type it, and leads there. */
export function PlaceFind({ hrefOf, within }: { hrefOf: (code: string) => string; within?: string }) {
  const id = useId()
  const [text, setText] = useState('')
  const asked = useSettled(text.trim())
  const { data, error, isFetching } = useAsk(search, { text: asked.slice(0, 40) || '-', within }, { enabled: asked !== '', staleTime: 60_000, placeholderData: old => old })
  const found = asked ? data?.items : undefined
  return (
    <div className="l-find" role="search">
      <label className="g-unseen" htmlFor={id}>查找地区</label>
      <input id={id} className="g-input" type="search" value={text} maxLength={40} placeholder="名称、拼音、首字母，如 bcz" data-slash="" autoComplete="off" onChange={e => setText(e.target.value)} />
      <p className="g-unseen" role="status">{found && !isFetching ? (found.length ? `找到 ${found.length} 个地区` : '没有找到') : ''}</p>
      {found && (
        <div className="l-found">
          {found.map(p => (
            <Anchor key={p.code} href={hrefOf(p.code)} onClick={() => setText('')}>
              <strong>{p.display}</strong><PlaceMarks place={p} /><span className="l-found-path">{p.path}，{p.kind || levelsInWords[p.level]}</span>
            </Anchor>
          ))}
          {found.length === 0 && !isFetching && <p className="l-found-none">没有找到“{asked}”。可以只写名称的一部分，或用拼音、首字母。</p>}
        </div>
      )}
      {error && asked && <p className="g-error" role="alert">{error.message}</p>}
    </div>
  )
}
