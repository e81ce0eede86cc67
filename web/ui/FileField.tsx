import { useRef, useState } from 'react'
import { Button } from './Button.tsx'
import { FieldGroup, useFieldIds, type FieldWords } from './Field.tsx'
import { refuseFile, paper, showKinds, showSize, type FileRules } from './file.ts'
import { Icon } from './icons.tsx'

/** A file on its way: `part` is how much has gone up, 0 to 1; 1 and no error means that it has arrived. */
export interface FileShown { key: string; name: string; size: number; part: number; error?: string | undefined; href?: string }

export interface FileFieldProps extends FieldWords {
  files: readonly FileShown[]
  onPick: (file: File) => void
  onRemove: (key: string) => void
  onRetry?: (key: string) => void
  rules?: FileRules
  /** How many may be handed in; one when absent. */
  most?: number
}

/** Papers: photographed with the phone or chosen from it, with progress, and an error that says what to do. */
export function FileField({ files, onPick, onRemove, onRetry, rules = paper, most = 1, ...words }: FileFieldProps) {
  const [refused, setRefused] = useState<string | null>(null)
  const shown = { ...words, error: refused ?? words.error, hint: words.hint ?? `可上传 ${showKinds(rules)}，每个不超过 ${showSize(rules.most)}` }
  const ids = useFieldIds(shown)
  const camera = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const take = (list: FileList | null) => {
    const picked = Array.from(list ?? []).slice(0, most - files.length)
    const why = picked.map(f => refuseFile(f, rules)).find(w => w !== null) ?? null
    setRefused(why)
    if (!why) picked.forEach(onPick)
  }
  const input = (ref: typeof camera, more: { accept: string; capture?: 'environment'; multiple?: boolean }) => (
    <input ref={ref} type="file" hidden {...more} onChange={e => { take(e.target.files); e.target.value = '' }} />
  )
  const photo = rules.kinds.some(k => k.startsWith('image/'))
  return (
    <FieldGroup words={shown} ids={ids}>
      {files.length > 0 && <ul className="g-files">{files.map(f => <FileRow key={f.key} file={f} onRemove={onRemove} onRetry={onRetry} />)}</ul>}
      {files.length < most && (
        <div className="g-file-ways">
          {input(camera, { accept: 'image/*', capture: 'environment' })}
          {input(folder, { accept: rules.kinds.join(','), multiple: most > 1 })}
          {photo && <Button kind="second" icon="camera" onClick={() => camera.current?.click()}>拍照</Button>}
          <Button kind="second" icon="papers" onClick={() => folder.current?.click()}>从手机或电脑中选择</Button>
        </div>
      )}
    </FieldGroup>
  )
}

function FileRow({ file, onRemove, onRetry }: { file: FileShown; onRemove: (key: string) => void; onRetry?: ((key: string) => void) | undefined }) {
  const done = file.part >= 1 && !file.error
  const percent = Math.round(file.part * 100)
  return (
    <li className={`g-file${file.error ? ' g-file-bad' : done ? ' g-file-done' : ''}`}>
      <Icon name={file.error ? 'alert' : done ? 'check' : 'papers'} />
      <div className="g-file-words">
        <span className="g-file-name">{file.href ? <a href={file.href} target="_blank" rel="noreferrer">{file.name}</a> : file.name}</span>
        <span className="g-file-state" role="status">
          {file.error ?? (done ? `已上传，${showSize(file.size)}` : `正在上传 ${percent}%，共 ${showSize(file.size)}`)}
        </span>
        {!done && !file.error && <progress max={100} value={percent} aria-label={`${file.name} 上传进度`} />}
      </div>
      {file.error && onRetry && <Button kind="quiet" onClick={() => onRetry(file.key)}>重试</Button>}
      <Button kind="quiet" aria-label={`删除 ${file.name}`} onClick={() => onRemove(file.key)}>删除</Button>
    </li>
  )
}
