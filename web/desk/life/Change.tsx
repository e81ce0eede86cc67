import { useParams } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { show } from '../../../contract/person.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { Ask } from '../../engines/life/Ask.tsx'
import { paths } from '../../kernel/paths.ts'
import { keyOf } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, NoRightState } from '../../ui/states.tsx'
import { opened } from '../people/opened.ts'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { FindHome } from './FindHome.tsx'
import '../people/people.css'

const kinds = ['add', 'transfer', 'split', 'merge', 'head', 'move', 'apart', 'death'] as const

/** `/desk/<seat>/people/<person>/change`: a change of the household in which somebody lives whose record is open. */
export function Change() {
  const { person = '' } = useParams({ strict: false })
  const seat = useSeat()
  const client = useQueryClient()
  const why = opened.for(seat.mandate, person)
  const record = why ? client.getQueryData<OutputOf<typeof show>>(keyOf(show, { id: person, purpose: why })) : undefined
  const back = <p className="r-crumbs"><Anchor href={paths.deskRow(seat.mandate, 'people', person)}>居民档案</Anchor></p>
  if (!seat.verbs.includes('household.ask')) return <><DeskHead title="办理户内变动" /><NoRightState>您的岗位不办理户内变动。</NoRightState></>
  if (!record?.household) {
    return <>{back}<DeskHead title="办理户内变动" /><EmptyState title="请先打开档案" icon="people" action={<ButtonLink href={paths.deskRow(seat.mandate, 'people', person)}>打开档案</ButtonLink>}><p>打开后从“家庭”一栏办理。</p></EmptyState></>
  }
  const { household } = record
  return (
    <>
      {back}
      <DeskHead title="办理户内变动" note={`户号 ${household.number}，${household.members.length} 人${household.address ? `，${household.address}` : ''}`} />
      <div className="r-block r-form">
        <Ask household={household} self={person} kinds={kinds} heading={text => <h2>{text}</h2>}
          find={(draft, onChange) => (draft.kind === 'transfer' || draft.kind === 'merge' ? error => <FindHome own={household.id} value={draft.other} onChange={other => onChange({ ...draft, other })} error={error} /> : undefined)}
          done={(state, id) => (
            <>
              <Notice tone="green" title={state === 'applied' ? '已生效' : state === 'sent' ? '已送迁入地，等他们接收' : '已提出，等另一个人核对'} alert>
                {state === 'open' ? '同事或镇街审核员核对同意后生效。' : state === 'sent' ? '迁入地接收以后生效；在那以前可以撤回。' : '户里的成年人会收到通知。'}
              </Notice>
              <div className="g-actions"><ButtonLink href={paths.deskRow(seat.mandate, 'life', id)}>查看这一件</ButtonLink><ButtonLink kind="second" href={paths.deskPage(seat.mandate, 'life')}>全部户内变动</ButtonLink></div>
            </>
          )} />
      </div>
    </>
  )
}
