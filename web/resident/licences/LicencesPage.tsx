import { mine, uses, type Licence } from '../../../contract/licence.ts'
import { paths } from '../../kernel/paths.ts'
import { showDay, showInstant } from '../../kernel/time.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Card, Cards, Panel, Section } from '../../ui/Card.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Up } from '../Frame.tsx'
import { More } from '../More.tsx'
import { usePages } from '../own.ts'
import { Signed } from '../Signed.tsx'
import '../resident.css'

/** `/licences`: what was issued to me, what other registers hold, and in which matters any of it was used. */
export const LicencesPage = () => (
  <Signed title="我的证照" nav="mine" width="wide" why="签发给您的证照、部门共享的证件、每次用在哪里，登录后都能看到。">{() => <Library />}</Signed>
)

export const tones = { valid: 'green', expired: 'plain', revoked: 'fault' } as const
export const lasts = ({ valid_until }: Pick<Licence, 'valid_until'>): string => (valid_until ? `有效期至 ${valid_until}` : '长期有效')

function Library() {
  const found = usePages(mine, 20)
  const obtained = found.first?.obtained ?? []
  return (
    <>
      <Up href={paths.mine()}>我的</Up>
      <h1 className="g-title">我的证照</h1>
      <p className="g-title-lead">办别的事要用到它们时，会先问您同不同意；同意一次只用于那一件事。</p>
      <Section id="issued" title={`签发给我的${found.first ? `（${found.first.count.n} 张）` : ''}`}>
        {found.error ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : !found.first ? <LoadingState shape="cards" lines={2} />
          : found.items.length === 0 ? <EmptyState title="还没有证照" action={<ButtonLink kind="second" href={paths.services()}>看看能办什么</ButtonLink>}><p>申请批准后，证照会出现在这里，可以下载、打印。</p></EmptyState>
            : <Cards lay="grid">{found.items.map(one => (
              <Card key={one.number} href={paths.licence(one.number)} icon="badge" title={one.title} tag={<StatusTag tone={tones[one.standing]}>{one.standing_name}</StatusTag>} note={`${one.organ}，${lasts(one)}`} line={one.number} />
            ))}</Cards>}
        <More pages={found} words="再看 20 张" />
      </Section>
      {obtained.length > 0 && (
        <Section id="obtained" title="部门共享的证件">
          <Panel><SummaryList facts={obtained.map(one => ({ key: one.kind, name: one.title, value: <>{one.number ?? '已登记'}{!one.fresh && <> <StatusTag tone="amber">时间久了</StatusTag></>}</>, source: `由${one.register}提供，${showDay(one.as_of)}` }))} /></Panel>
        </Section>
      )}
      <Uses />
    </>
  )
}

/** Each time a licence was handed over: for what, by whom. */
function Uses() {
  const found = usePages(uses, 20)
  return (
    <Section id="uses" title="用在了哪里">
      {found.error ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : !found.first ? <LoadingState lines={3} />
        : found.items.length === 0 ? <p className="r-quiet">还没有用过。每次使用都会记在这里。</p> : (
          <ol className="r-lookers">
            {found.items.map(one => (
              <li key={one.id}>
                <p><strong>{one.title}</strong>　用于{one.matter_title}</p>
                <p>{one.office_name === '居民' ? '您本人在网上同意' : `您在窗口同意，${one.by}（${one.office_name}）经办`}</p>
                <p className="r-basis"><time dateTime={one.at}>{showInstant(one.at)}</time>　<span className="r-num">{one.matter}</span></p>
              </li>
            ))}
          </ol>
        )}
      <More pages={found} words="再看 20 条" />
    </Section>
  )
}
