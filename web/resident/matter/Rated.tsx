import { gradeNames, of } from '../../../contract/rating.ts'
import { paths } from '../../kernel/paths.ts'
import { showDay } from '../../kernel/time.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Panel, Section } from '../../ui/Card.tsx'
import { useOwn } from '../own.ts'

/** After the end of a case: what I think of it, or what became of what I said. */
export function Rated({ number }: { number: string }) {
  const { data } = useOwn(of, { number })
  if (!data?.may && !data?.given) return null
  const { given } = data
  return (
    <Section id="rated" title={given ? '您的评价' : '这件事办得怎么样？'}>
      <Panel>
        {given ? (
          <>
            <p><strong>{gradeNames[given.grade]}</strong>{given.words && `：${given.words}`}</p>
            <p className="r-quiet">{showDay(given.at)} 评价</p>
            {!given.follow && given.grade <= 2 && <p className="r-now-next">已交给上级，一个工作日内联系您，十五个工作日内整改，再问您认不认可。</p>}
            {given.follow && <p className="r-now-next"><strong>{given.follow.state_name}</strong>{given.follow.done ? `：${given.follow.done}` : '。我们会联系您，十五个工作日内整改。'}</p>}
          </>
        ) : <><p>评不评都可以。办您这件事的人看不到是谁评的。</p><div className="g-actions r-gap"><ButtonLink kind="second" href={paths.matterDo(number, 'rate')}>评价一下</ButtonLink></div></>}
      </Panel>
    </Section>
  )
}
