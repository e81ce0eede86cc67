import { paths } from '../../kernel/paths.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Panel, Section } from '../../ui/Card.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useTitle } from '../../ui/Page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { Signed } from '../Signed.tsx'
import { ClockWords } from './ClockWords.tsx'
import { Papers } from './MatterPage.tsx'
import { useMatter } from './useMatter.ts'
import '../resident.css'

/** `/matters/<number>/receipt`: it has arrived; its number, what happens next, and the paper to keep. */
export const ReceiptPage = () => (
  <Signed title="申请已提交" nav="mine" why="登录后可以看到收件凭证。">{() => <Receipt />}</Signed>
)

function Receipt() {
  const { number, data, error, refetch } = useMatter()
  useTitle('申请已提交')
  const paper = data?.timeline.find(t => t.seq === 1)?.notice
  return (
    <>
      <div className="r-done">
        <Icon name="check" />
        <h1 className="g-title">申请已提交</h1>
        <p>您的编号</p>
        <p className="r-done-number r-num">{number}</p>
      </div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={4} /> : (
        <>
          <Section id="next" title="接下来">
            <Panel>
              <ol className="r-steps">
                <li><span className="r-steps-n" aria-hidden="true">1</span><span>{data.accepts_name}看您的申请，告诉您是否受理<ClockWords view={data} /></span></li>
                <li><span className="r-steps-n" aria-hidden="true">2</span><span>受理后审核，报县级部门决定</span></li>
                <li><span className="r-steps-n" aria-hidden="true">3</span><span>有结果发消息告诉您，不用再跑一趟</span></li>
              </ol>
            </Panel>
          </Section>
          <Papers view={data} />
          <div className="g-section g-actions">
            <ButtonLink href={paths.matter(number)}>看办到哪一步</ButtonLink>
            {paper && <ButtonLink kind="second" href={paths.print(number, 1)}>打印{paper}</ButtonLink>}
            <ButtonLink kind="quiet" href={paths.home()}>回首页</ButtonLink>
          </div>
          <p className="r-quiet">记不住编号也没关系，登录后在“我的”里都能看到。</p>
        </>
      )}
    </>
  )
}
