import { useParams } from '@tanstack/react-router'
import { paper, printedCode, show, type Licence } from '../../../contract/licence.ts'
import { paths } from '../../kernel/paths.ts'
import { showDay } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Panel, Section } from '../../ui/Card.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Qr } from '../../login/Qr.tsx'
import { Up } from '../Frame.tsx'
import { useOwn } from '../own.ts'
import { Signed } from '../Signed.tsx'
import { Waiting } from '../Waiting.tsx'
import { lasts, tones } from './LicencesPage.tsx'
import './licence.css'
import '../resident.css'

/** `/licences/<number>`: one certificate on the phone, to show at a counter, to keep and to print. */
export const LicencePage = () => (
  <Signed title="证照" nav="mine" why="登录后可以看到这张证照。">{() => <One />}</Signed>
)

function One() {
  const { number = '' } = useParams({ strict: false }) as { number?: string }
  const { data, error, refetch } = useOwn(show, { number })
  return (
    <>
      <Up href={paths.licences()}>我的证照</Up>
      {data ? <Words licence={data} /> : error ? <><h1 className="g-unseen">没有打开</h1><ErrorState error={error} onRetry={() => void refetch()} /></> : <Waiting title="证照" />}
    </>
  )
}

function Words({ licence }: { licence: Licence }) {
  const file = (download: boolean) => paths.paper(paper.name, { number: licence.number, ...(download && { download: 1 }) })
  return (
    <>
      <h1 className="g-title">{licence.title} <StatusTag tone={tones[licence.standing]}>{licence.standing_name}</StatusTag></h1>
      {licence.standing === 'revoked' && (
        <Notice tone="fault" title={`已于 ${showDay(licence.revoked_at!)} 撤销，不能再使用`}><p>原因：{licence.revoked_reason}。{licence.revoked_note}</p><p>不服的，可以在 60 日内申请行政复议，或在 6 个月内提起行政诉讼。</p></Notice>
      )}
      {licence.standing === 'expired' && <Notice tone="amber" title={`${licence.valid_until} 已到期`}>需要继续用的，请重新申请或办理签注。</Notice>}
      <div className="r-gap"><Panel>
        <SummaryList facts={[
          { key: 'holder', name: '持证人', value: licence.holder }, ...(licence.identity ? [{ key: 'identity', name: '证件号码', value: licence.identity }] : []),
          ...licence.lines.map(line => ({ key: line.label, name: line.label, value: line.text })),
          { key: 'span', name: '有效期', value: `${licence.issued_on} 签发，${lasts(licence)}` }, { key: 'organ', name: '签发机关', value: licence.organ },
          { key: 'number', name: '证照编号', value: <span className="r-num">{licence.number}</span> },
          { key: 'matter', name: '办件', value: <Anchor className="r-inline" href={paths.matter(licence.matter)}>{licence.matter}</Anchor> },
        ]} />
      </Panel></div>
      <div className="g-section g-actions">
        <a className="g-button g-button-main" href={file(false)} target="_blank" rel="noreferrer"><span>打开证照（PDF），可打印</span></a>
        <a className="g-button g-button-second" href={file(true)}><span>下载保存</span></a>
      </div>
      <Section id="check" title="给别人核验">
        <Panel>
          <div className="l-check">
            <Qr text={`${window.location.origin}${paths.verify(licence.number)}#${printedCode(licence.code)}`} label="核验二维码" />
            <div><p>请对方用手机扫码，就能看到这张证照是真的、还有没有效。对方看不到您的全名和号码。</p><p className="l-code">校验码　<strong className="r-num">{printedCode(licence.code)}</strong></p></div>
          </div>
        </Panel>
      </Section>
    </>
  )
}
