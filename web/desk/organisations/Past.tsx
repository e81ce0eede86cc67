import { Drawer } from 'antd'
import { show } from '../../../contract/organisation.ts'
import { useAsk } from '../../kernel/query.ts'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { Scroll } from '../Scroll.tsx'

/** What a body was called, and who held its posts from when until when. */
export function Past({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const { data, error, refetch } = useAsk(show, { id })
  return (
    <Drawer open title={`${name}的历史`} size="min(640px, 100vw)" onClose={onClose} destroyOnHidden>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={5} /> : (
        <>
          <p className="r-soft">{[data.place_name, data.founded_on && `${data.founded_on} 成立`, data.dissolved_on && `${data.dissolved_on} 注销（${data.dissolved_basis}）`].filter(Boolean).join('，')}</p>
          {data.former_names.length > 0 && <ul>{data.former_names.map(one => <li key={one.name + one.until}>{one.until} 以前叫“{one.name}”<span className="r-soft">（{one.basis}）</span></li>)}</ul>}
          <Scroll label="历任人员">
            <table className="r-plain">
              <thead><tr><th scope="col">职务</th><th scope="col">姓名</th><th scope="col">任期</th><th scope="col">依据</th></tr></thead>
              <tbody>
                {data.posts.flatMap(post => post.holders.map(one => (
                  <tr key={one.id}><th scope="row">{post.title}</th><td>{one.name}</td><td className="c">{one.since} 至 {one.until ?? '今'}</td>
                    <td>{[one.basis, one.ended_basis && `离任：${one.ended_basis}`].filter(Boolean).join('；') || <span className="r-soft">未登记</span>}</td></tr>
                )))}
              </tbody>
            </table>
          </Scroll>
        </>
      )}
    </Drawer>
  )
}
