import type { Weight, weigh } from '../../../contract/admission.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { Notice } from '../../ui/Notice.tsx'

const number = (n: number): string => n.toLocaleString('en-US')

/** What a request costs one community in a month, by whose reckoning: the asker's word, the platform's, and which of them counts. */
export function WeightShown({ weight }: { weight: Weight }) {
  const from = weight.basis === 'measured' ? `按实测（${number(weight.n)} 次）` : '按申报的默认用时，还没有足够的实测'
  return (
    <dl className="ad-caps">
      <div><dt>部门申报，每处每月</dt><dd>{weight.asked > 0 ? `${number(weight.asked)} 分钟` : '没有申报'}</dd></div>
      <div><dt>平台测算，{from}</dt><dd>{number(weight.ours)} 分钟</dd></div>
      <div><dt>计入负担预算（取大的一个）</dt><dd>{number(weight.used)} 分钟</dd></div>
    </dl>
  )
}

/** Said while a request is written: that no cap lets it be granted, what speaks against it, and what it weighs. */
export function Weighed({ data }: { data: OutputOf<typeof weigh> }) {
  return (
    <section className="r-block" aria-labelledby="ad-weighed">
      <h2 id="ad-weighed">放得下吗</h2>
      {data.refused && <Notice tone="fault" title="提交不了" alert>{data.refused}先减去一项，再申请这一项。</Notice>}
      {data.warnings.length > 0 && <Notice tone="amber" title="请先看这些">{data.warnings.map(one => <p key={one}>{one}</p>)}</Notice>}
      <WeightShown weight={data.weight} />
      <p className="r-soft">这些村（社区）每月已准入最多 {number(data.load.minutes)} 分钟，预算 {number(data.load.allowed)} 分钟。</p>
    </section>
  )
}
