import { Button } from '../ui/Button.tsx'
import { Notice, StatusTag } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { Section } from '../ui/Card.tsx'
import { EmptyState, ErrorState, LoadingState, LoginState, NoRightState } from '../ui/states.tsx'
import { example, examplePath } from '../engines/process/example.ts'
import { Picture } from '../engines/process/Picture.tsx'
import { ChoiceList } from '../ui/ChoiceList.tsx'

export const PartsPage = () => (
  <Page title="零件" nav="services" demonstration>
    <h1 className="g-title">零件</h1>
    <Section id="b" title="按钮">
      <div className="g-actions">
        <Button>提交申请</Button><Button kind="second" icon="camera">拍照</Button><Button kind="danger">撤回申请</Button><Button kind="quiet">以后再说</Button>
        <Button busy>正在提交</Button><Button disabled>暂时不能办</Button>
      </div>
    </Section>
    <Section id="n" title="告示">
      <Notice title="不用您再交户口簿">公安人口库已经提供，2026-11-20 更新。</Notice>
      <Notice tone="amber" title="还剩 1 个工作日">2026-11-24 17:00 前请补齐材料。</Notice>
      <Notice tone="green" title="已经办好">高龄津贴从下月起按月发放。</Notice>
      <Notice tone="fault" title="没有提交成功">网络连接不上，您填写的内容还在。请检查网络后重试。</Notice>
      <Notice tone="party" title="社区党委">本月主题党日：走访独居老人。</Notice>
    </Section>
    <Section id="t" title="状态">
      <p><StatusTag>已撤回</StatusTag> <StatusTag tone="blue">办理中</StatusTag> <StatusTag tone="amber">已超期 2 个工作日</StatusTag> <StatusTag tone="green">已办结</StatusTag> <StatusTag tone="fault">没有通过</StatusTag> <StatusTag tone="party">党支部</StatusTag></p>
    </Section>
    <Section id="c" title="多选">
      <ChoiceList many label="谁和您住在一起？" hint="可以选几项" value={['a'] as ('a' | 'b' | 'c')[]} onChange={() => {}} choices={[{ value: 'a', title: '老伴' }, { value: 'b', title: '子女' }, { value: 'c', title: '别人' }]} error="请至少选一项" />
    </Section>
  </Page>
)

export const StatesPage = () => (
  <Page title="状态" nav="mine">
    <h1 className="g-title">各种状态</h1>
    <div className="g-stack g-question-body">
      <EmptyState title="您还没有办过事" action={<Button kind="second">看看能办什么</Button>}><p>办过的事都会留在这里。</p></EmptyState>
      <LoadingState /><LoadingState shape="cards" lines={2} />
      <ErrorState error={{ code: 'server.fault', message: '系统出错，已记录（编号 7f3a）。您填写的内容没有丢失，请稍后重试。', details: { trace: '7f3a' } }} onRetry={() => {}} />
      <NoRightState /><LoginState href="/login">登录后才能看到自己的办件。</LoginState>
    </div>
  </Page>
)

export const PicturePage = () => (
  <Page title="办理路线" nav="mine" width="wide">
    <h1 className="g-title">办理路线</h1>
    <div className="g-question-body"><Picture {...example} path={examplePath} state="checked" /></div>
  </Page>
)
