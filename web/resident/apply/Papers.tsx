import { useState } from 'react'
import { FileField } from '../../ui/FileField.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Question } from '../../ui/Question.tsx'
import type { useUploads } from '../uploads.ts'
import type { StepProps } from './Known.tsx'
import { PromiseText } from './PromiseText.tsx'
import { neededPapers, replacesSaid } from './sheet.ts'

/** Papers that one may add; most need none. What several items want is handed in once. */
export function PapersStep({ sheet, progress, back, go, uploads, wanted }: StepProps & { uploads: ReturnType<typeof useUploads>; wanted?: (paper: string) => string | undefined }) {
  const [waits, setWaits] = useState<string>()
  const { papers } = sheet
  const needed = neededPapers(papers, kind => uploads.shown(kind).length > 0)
  const proceed = () => {
    if (uploads.underway) return setWaits('还在上传，请等传完再继续。')
    if (uploads.failed) return setWaits('有一份没有传上去，请重试或删除。')
    if (needed.length > 0) return setWaits(`还缺：${needed.map(p => p.name).join('、')}`)
    go()
  }
  const optional = papers.every(p => !p.required)
  return (
    <Question question={optional ? '有材料要补充吗？' : '请上传材料'} progress={progress} back={back} onContinue={proceed} refusedTitle="还不能继续" refused={uploads.underway || uploads.failed || needed.length ? waits : undefined}
      continueTitle={optional && papers.every(p => uploads.shown(p.id).length === 0) ? '没有，继续' : '继续'}
      lead={optional ? '大多数人不用交。需要的话，街道会再告诉您。' : undefined} kept>
      {sheet.promise_barred && <Notice tone="amber" icon="info" title="不能选告知承诺">{sheet.promise_barred}。</Notice>}
      {papers.map(p => (
        <div key={p.id}>
          <FileField label={p.name} optional={!p.required} most={3} files={uploads.shown(p.id)} onPick={file => uploads.pick(p.id, file)} onRemove={uploads.remove} onRetry={uploads.retry}
            hint={`${p.note ? `${p.note}。` : ''}${replacesSaid(p, papers)}${wanted?.(p.id) ?? ''}可以拍照，或选 JPG、PNG、PDF，每个不超过 10 MB。`} />
          {p.source === 'promise' && <PromiseText paper={p} sheet={sheet} />}
        </div>
      ))}
    </Question>
  )
}
