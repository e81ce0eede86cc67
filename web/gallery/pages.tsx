import { HomeFrame } from '../resident/HomeFrame.tsx'
import { Who } from '../resident/Frame.tsx'
import { DemoPanel } from '../login/DemoPanel.tsx'
import { LoginForm } from '../login/LoginForm.tsx'
import { Refusal } from '../kernel/refusal.ts'
import { Card, Cards, Panel, Section } from '../ui/Card.tsx'
import { Notice, StatusTag } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { LoginState } from '../ui/states.tsx'
import { SummaryList, suppliedBy } from '../ui/SummaryList.tsx'
import { Timeline } from '../ui/Timeline.tsx'
import { ButtonLink } from '../ui/Button.tsx'

const services = [
  ['高龄津贴', '满 80 周岁按月发放，不用交材料', 'person'],
  ['最低生活保障', '家里收入低于当地标准，可以申请', 'home'],
  ['临时救助', '遇到火灾、大病、意外，生活一时困难', 'alert'],
  ['残疾人两项补贴', '困难生活补贴和重度护理补贴', 'people'],
  ['居住证明', '社区开具，多数情形现在不再需要', 'papers'],
  ['反映身边的事', '路灯、积水、噪音、邻里纠纷', 'map'],
] as const

export function HomePage({ visitor = false }: { visitor?: boolean }) {
  return (
    <Page title="首页" nav="home" width="wide" demonstration end={<Who name={visitor ? null : '林桂芳'} staff={false} />}>
      <HomeFrame
        name={visitor ? null : '林桂芳'} onSearch={() => {}}
        hot={[{ href: '#', title: '高龄津贴' }, { href: '#', title: '低保' }, { href: '#', title: '开证明' }]}
        notice={visitor ? undefined : <Notice tone="amber" title="低保申请要补一份材料">请在 2026-11-27 17:00 前补交家庭成员收入情况。<a href="#">现在去补</a></Notice>}
        matters={visitor
          ? <LoginState href="/login">您办的事走到哪一步、还要等多久，登录后都在这里。</LoginState>
          : (
            <Cards>
              <Card href="#" title="最低生活保障" tag={<StatusTag tone="amber">待您补材料</StatusTag>} note="还剩 3 个工作日（2026-11-27 17:00 前）" line="320106-20261116-000123" />
              <Card href="#" title="高龄津贴" tag={<StatusTag tone="green">已发放</StatusTag>} note="11 月的 100.00 元已于 2026-11-15 到账" line="320106-20260302-000041" />
            </Cards>
          )}
        {...(visitor ? {} : { mattersMore: { href: '/mine', title: '全部办件' } })}
        services={<Cards lay="grid">{services.map(([title, note, icon]) => <Card key={title} href="#" icon={icon} title={title} note={note} />)}</Cards>}
        servicesMore={{ href: '/services', title: '全部事项' }}
        community={<Cards lay="grid">
          <Card href="#" title="3 号楼加装电梯" tag={<StatusTag tone="blue">正在表决</StatusTag>} note="已有 41 户表决，2026-11-30 截止" />
          <Card href="#" title="先锋党支部：主题党日" tag={<StatusTag tone="party">党支部</StatusTag>} note="周六上午在社区活动室，欢迎群众参加" />
        </Cards>}
        communityMore={{ href: '#', title: '全部议题' }}
      />
    </Page>
  )
}

export const MinePage = () => (
  <Page title="最低生活保障" nav="mine" demonstration end={<Who name="林桂芳" staff={false} />}>
    <h1 className="g-title">最低生活保障</h1>
    <p className="g-title-lead">320106-20261116-000123　<StatusTag tone="blue">公示中</StatusTag></p>
    <Notice tone="blue" icon="clock" title="还剩 3 个工作日">2026-11-27 17:00 前公示结束。没有异议，街道会在当天确认。</Notice>
    <Panel>
      <Timeline items={[
        { key: '5', title: '街道确认', stage: 'todo', at: '公示结束后 1 个工作日内' },
        { key: '4', title: '公示 7 天', stage: 'now', at: '2026-11-20T08:40:00Z', by: '柳园街道 · 陈立' },
        { key: '3', title: '入户调查并核对', stage: 'done', at: '2026-11-20T08:15:00Z', by: '柳园街道 · 陈立', note: '家庭月人均收入 486.00 元，低于当地标准。' },
        { key: '2', title: '受理', stage: 'done', at: '2026-11-17T06:40:00Z', by: '柳园社区窗口 · 赵敏' },
        { key: '1', title: '提出申请', stage: 'done', at: '2026-11-16T01:12:00Z', by: '本人' },
      ]} />
    </Panel>
    <Section id="facts" title="申请内容">
      <Panel>
        <SummaryList facts={[
          { key: 'n', name: '姓名', value: '林桂芳', source: suppliedBy('公安人口库') },
          { key: 'i', name: '身份证号码', value: '3****************8', source: suppliedBy('公安人口库') },
          { key: 'p', name: '联系电话', value: '138****5678', change: { href: '#', about: '联系电话' } },
          { key: 'a', name: '现住地址', value: '柳园社区 3 号楼 2 单元 501 室', source: '社区网格 2026-10-08 核实', change: { href: '#', about: '现住地址', title: '更正' } },
        ]} />
      </Panel>
    </Section>
    <div className="g-section g-actions"><ButtonLink href="#">补充材料</ButtonLink><ButtonLink href="#" kind="second">查看受理通知书</ButtonLink></div>
  </Page>
)

const wrong = async (): Promise<never> => { throw new Refusal('login.wrong', '账号或密码不对。', 401) }
export const LoginPages = ({ code = false }: { code?: boolean }) => (
  <Page title="登录" demonstration>
    <LoginForm first={code ? 'code' : null} onPassword={wrong} onNewPassword={wrong} onCode={wrong} onDone={() => {}} demo={
      <DemoPanel busy={null} said={null} onPick={() => {}} logins={[
        { login: 'a', password: '', code: null, wait_seconds: 0, name: '林桂芳', label: '居民，82 岁，正在申请低保', staff: false, home: '/' },
        { login: 'b', password: '', code: '1', wait_seconds: 0, name: '赵敏', label: '柳园社区 · 窗口受理人员', staff: true, home: '/desk' },
        { login: 'c', password: '', code: '1', wait_seconds: 0, name: '陈立', label: '柳园街道 · 救助经办', staff: true, home: '/desk' },
      ]} />
    } />
  </Page>
)
