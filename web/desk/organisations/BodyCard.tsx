import type { Organisation } from '../../../contract/organisation.ts'
import { StatusTag } from '../../ui/Notice.tsx'
import { useSeat } from '../seat.ts'
import type { Deed } from './Deeds.tsx'

type Post = Organisation['posts'][number]
interface Props { body: Organisation; onDeed: (deed: Deed) => void }

const Do = ({ children, about, onClick }: { children: string; about: string; onClick: () => void }) => (
  <button type="button" className="r-link r-noprint" onClick={onClick}>{children}<span className="g-unseen">：{about}</span></button>
)

/** One body: what it is, its posts and who holds them, and the deeds that this seat may do. */
export function BodyCard({ body, onDeed }: Props) {
  const registers = useSeat().verbs.includes('organisation.register')
  return (
    <li className="o-body">
      <h2>{body.name}</h2>
      <p className="o-line"><StatusTag tone={body.kind === 'party_branch' ? 'party' : 'plain'}>{body.kind_name}</StatusTag>
        <span>{[body.founded_on && `${body.founded_on} 成立`, body.credit_code && `代码 ${body.credit_code}`, body.phone && `电话 ${body.phone}`].filter(Boolean).join('，')}</span></p>
      {body.posts.length === 0 ? <p className="r-soft">还没有登记职务。</p>
        : <dl>{body.posts.map(post => <PostLine key={post.id} post={post} body={body} onDeed={onDeed} />)}</dl>}
      <p className="o-deeds">
        <Do about={body.name} onClick={() => onDeed({ what: 'history', body })}>历史</Do>
        {registers && <>
          <Do about={body.name} onClick={() => onDeed({ what: 'revise', body })}>变更</Do>
          <Do about={body.name} onClick={() => onDeed({ what: 'addPost', body })}>增设职务</Do>
          <Do about={body.name} onClick={() => onDeed({ what: 'dissolve', body })}>注销</Do>
        </>}
      </p>
    </li>
  )
}

function PostLine({ post, body, onDeed }: Props & { post: Post }) {
  const appoints = useSeat().verbs.includes('organisation.appoint')
  const open = post.seats - post.holders.length
  return (
    <div>
      <dt>{post.title}{post.seats > 1 && <span className="r-soft">（{post.seats} 人）</span>}</dt>
      <dd>
        {post.holders.map(holder => (
          <span key={holder.id} className="o-holder">{holder.name}<span className="r-soft"> {holder.since.slice(0, 7)} 起</span>
            {appoints && <Do about={`${holder.name}，${post.title}`} onClick={() => onDeed({ what: 'end', body, post, holder })}>离任</Do>}</span>
        ))}
        {open > 0 && <span className="r-soft">空缺{post.seats > 1 ? ` ${open} 人` : ''}</span>}
        {open > 0 && appoints && <Do about={`${body.name}${post.title}`} onClick={() => onDeed({ what: 'begin', body, post })}>登记任职</Do>}
      </dd>
    </div>
  )
}
