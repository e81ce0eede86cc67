import { useParams } from '@tanstack/react-router'
import { show } from '../../../contract/admission.ts'
import { kindName, reaches } from '../../../contract/gate.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { AnswerShown } from './AnswerShown.tsx'
import { WeightShown } from './Weighed.tsx'
import { periods, questionTypes, stances } from './words.ts'
import '../forms.css'
import './admission.css'

const yuan = (fen: number): string => `${(fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })} 元`

/** `/desk/<seat>/admission/<number>`: what is asked, what the platform says to it, what it would weigh, what those concerned said. */
export function RequestPage() {
  const seat = useSeat()
  const { number } = useParams({ from: '/desk/$seat/admission/$number' })
  const { data, error, refetch } = useAsk(show, { number })
  if (error) return <><h1 className="g-unseen">准入申请</h1><ErrorState error={error} onRetry={() => void refetch()} /></>
  if (!data) return <LoadingState lines={8} />
  const { asked, load } = data
  const fresh = (asked.report?.columns ?? []).filter(one => one.type)
  const rows: [string, string][] = [
    ['类别', kindName(data.kind)], ['申请部门', data.requester_name], ['内容', asked.content], ['依据', asked.basis], ['范围', `${data.place_names.join('、')}的${reaches[asked.reach ?? 'all']}`], ['对象', asked.population],
    ['周期', periods[asked.period]], ['起止', `${asked.valid_from} 至 ${asked.valid_to} 退出`], ['每处每月', `${asked.minutes ?? 0} 分钟`], ['费随事转', asked.staff || asked.fee_fen ? `${asked.staff ?? 0} 人，${yuan(asked.fee_fen ?? 0)}` : '没有人员和经费随转'],
    ...fresh.length > 0 ? [['新栏目怎么填', fresh.map(one => `${one.title}：${one.choices ? one.choices.join('、') : questionTypes[one.type!]}`).join('；')] as [string, string]] : [],
    ...asked.statistical ? [['统计表', `${asked.form_number ?? '没有表号'}，${asked.form_approval ?? '没有批准或备案文件'}，${asked.form_valid_to ? `有效期至 ${asked.form_valid_to}` : '没有有效期'}`] as [string, string]] : [],
  ]
  return (
    <>
      <DeskHead title={data.title} note={`${data.number}，${data.at.slice(0, 10)} 提出${data.urgent ? '，应急准入' : ''}${data.state_name ? `，${data.state_name}` : ''}`} tools={<ButtonLink href={paths.deskRow(seat.mandate, 'cases', data.number)}>办理进度和下一步</ButtonLink>} />
      {data.warnings.length > 0 && <Notice tone="amber" title="请先看这些">{data.warnings.map(one => <p key={one}>{one}</p>)}</Notice>}
      <section className="r-block" aria-label="申请"><dl className="ad-about">{rows.map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}=`}>{value}</dd>])}</dl></section>
      {data.answer && <section className="r-block" aria-labelledby="ad-answer"><h2 id="ad-answer">平台的答复</h2><AnswerShown answer={data.answer} /></section>}
      <section className="r-block" aria-labelledby="ad-load">
        <h2 id="ad-load">加上它，放得下吗</h2>
        {data.weight && <WeightShown weight={data.weight} />}
        <dl className="ad-caps">
          <div><dt>每月分钟（已准入，加上这项）</dt><dd>{(load.minutes + (asked.minutes ?? 0)).toLocaleString('en-US')} / {load.allowed.toLocaleString('en-US')}</dd></div>
          {data.kind === 'plaque' && <><div><dt>村的牌子</dt><dd>{load.villages} / {load.plaques_village}</dd></div><div><dt>居民社区的牌子</dt><dd>{load.neighbourhoods} / {load.plaques_community}</dd></div></>}
        </dl>
      </section>
      <section className="r-block" aria-labelledby="ad-said">
        <div className="r-block-head"><h2 id="ad-said">镇街和村（社区）的意见</h2><p className="r-soft">征求 {data.heard} 处，{data.opinions.length} 处已答</p></div>
        {data.opinions.length > 0 && <ul className="ad-list">{data.opinions.map(one => <li key={one.place}><p><b>{one.place_name}</b>：{stances[one.stance]}，负担 {one.score} 分（5 分最重）{one.words && `。${one.words}`}</p></li>)}</ul>}
      </section>
    </>
  )
}
