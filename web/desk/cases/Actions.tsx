import { useEffect, useRef, useState } from 'react'
import { take, type CaseView, type Choice } from '../../../contract/service.ts'
import { useCall } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { listKey } from '../keys.ts'
import { ActionForm, nothingTyped, type Typed } from './ActionForm.tsx'

export interface ActionsProps {
  view: CaseView
  /** In the applicant's chair the papers that were asked for are handed in with the step. */
  served: boolean
  /** Something else is what one goes on with: no button stands out. */
  calm?: boolean
  /** Called before a step goes out. */
  onBefore?: () => void
  onDone: (taken: { title: string; state: string }) => void
  /** Looks at the case anew: a colleague was faster. */
  onMoved: () => void
}

/** A step that needs no words, no fields and no second thought is taken by its button. */
const isPlain = (choice: Choice, wanted: CaseView['missing']): boolean =>
  choice.note === 'none' && choice.fields.length === 0 && choice.confirm === null && wanted.length === 0

/** The buttons of what this chair may do now; the digits go to them. What was typed survives a colleague who was faster. */
export function Actions({ view, served, calm, onBefore, onDone, onMoved }: ActionsProps) {
  const [open, setOpen] = useState<string | null>(null)
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({})
  const [moved, setMoved] = useState<string | null>(null)
  const { mutate, isPending, error, reset } = useCall(take)
  const list = useRef<HTMLDivElement>(null)
  useDigits(list)
  // An agent who is new to the case shows first on what they rest, whatever they do in it.
  const wantedBy = (choice: Choice) => [...view.letter ? [view.letter] : [], ...served && choice.tone !== 'danger' ? view.missing : []]
  const go = (choice: Choice) => {
    setMoved(null)
    onBefore?.()
    const { note, data: filled, papers } = typed[choice.action] ?? nothingTyped
    const data = Object.fromEntries(choice.fields.flatMap(({ id }) => { const value = filled[id]; return value === undefined || value.length === 0 ? [] : [[id, value]] }))
    mutate({
      number: view.case.number, seq: view.seq, action: choice.action, data, papers: wantedBy(choice).length > 0 ? papers.map(({ kind, file }) => ({ kind, file })) : [],
      ...choice.note !== 'none' && note.trim() ? { note: note.trim() } : {},
    }, {
      onSuccess: taken => { setOpen(null); setTyped({}); onDone({ title: choice.title, state: taken.state_name }) },
      onError: refused => { if (refused.code === 'case.moved' || refused.code === 'case.not_now') { setMoved(refused.message); onMoved() } },
    })
  }
  const choice = view.choices.find(one => one.action === open)
  const orphan = Object.entries(typed).filter(([action, { note }]) => note.trim() && !view.choices.some(one => one.action === action)).map(([, { note }]) => note).join('\n')
  const press = (one: Choice) => { reset(); setMoved(null); if (isPlain(one, wantedBy(one))) go(one); else setOpen(one.action) }
  return (
    <div className="c-actions">
      {moved && <Notice tone="amber" alert title="同事刚办了这件事"><p>{moved.replace('，请刷新后再看', '')}</p><p>页面已更新，现在能办的在下面。{(orphan || choice) && '您写的说明还在。'}</p></Notice>}
      {orphan && <Orphan note={orphan} onDrop={() => setTyped({})} />}
      {error && !choice && !moved && <Notice tone="fault" title="没有办成" alert>{error.message}</Notice>}
      {choice
        ? <ActionForm key={choice.action} choice={choice} wanted={wantedBy(choice)} typed={typed[choice.action] ?? nothingTyped} onTyped={change => setTyped(all => ({ ...all, [choice.action]: change(all[choice.action] ?? nothingTyped) }))} busy={isPending} refused={moved ? null : error} onTake={() => go(choice)} onClose={() => setOpen(null)} />
        : <div className="c-buttons" ref={list}>{inOrder(view.choices).map((one, i) => (
          <div key={one.action} className="c-button">
            <Button wide kind={one.tone === 'primary' && !calm ? 'main' : one.tone === 'danger' ? 'danger' : 'second'} busy={isPending} onClick={() => press(one)} data-digit={i + 1} aria-keyshortcuts={String(i + 1)}>{one.title}</Button>
            <kbd aria-hidden="true">{i + 1}</kbd>
          </div>
        ))}</div>}
    </div>
  )
}

const rank = { primary: 0, default: 1, danger: 2 } as const
/** What one came to do first, what ends a case last. */
const inOrder = (choices: readonly Choice[]): Choice[] => [...choices].sort((a, b) => rank[a.tone] - rank[b.tone])

/** Words that were written for a step which is no longer open: not lost, to be copied or let go. */
const Orphan = ({ note, onDrop }: { note: string; onDrop: () => void }) => (
  <div className="c-orphan">
    <p className="c-soft">您刚才写的：</p>
    <p className="c-orphan-note">{note}</p>
    <button type="button" className="c-link" onClick={() => void navigator.clipboard?.writeText(note)}>复制</button>
    <button type="button" className="c-link" onClick={onDrop}>不要了</button>
  </div>
)

/** A digit goes to its button; Enter then presses it, so that nothing is done by a slip of one key. */
function useDigits(list: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const under = document.activeElement as HTMLElement | null
      if (event.defaultPrevented || listKey({ ...modifiers(event), key: '/' }, under) === null || !/^[1-9]$/.test(event.key)) return
      const button = list.current?.querySelector<HTMLElement>(`[data-digit="${event.key}"]`)
      button?.focus()
      if (button) event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [list])
}

const modifiers = ({ ctrlKey, metaKey, altKey }: KeyboardEvent) => ({ ctrlKey, metaKey, altKey })
