import { useQuery } from '@tanstack/react-query'
import { enrolment } from '../../contract/account.ts'
import { call } from '../kernel/api.ts'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { CodeStep } from './CodeStep.tsx'
import { Qr } from './Qr.tsx'

/** Four and four, as one reads it aloud or types it off. */
const inFours = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret

/** The second factor is taken over into an app of one's own telephone, and proved with its first code. */
export function Enrol({ onGo, onBack }: { onGo: (code: string) => Promise<void>; onBack: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: [enrolment.name], queryFn: () => call(enrolment, {}, { seat: null }), staleTime: Infinity, gcTime: 0, retry: false,
  })
  return (
    <CodeStep title="设置动态验证" action="完成设置并进入" onGo={onGo} onBack={onBack}
      lead="在手机上打开动态口令应用（任何支持 TOTP 的都可以），扫描下面的二维码，再填写应用显示的 6 位数字。以后每次登录都要用它。">
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={4} /> : (
        <div className="g-enrol">
          <Qr text={data.uri} label="动态验证的二维码" />
          <p>不能扫码时，在应用里手工输入密钥：<strong className="g-secret">{inFours(data.secret)}</strong></p>
          <p className="g-hint">密钥只给您本人，请不要拍照转发。手机丢了，请单位管理员重置。</p>
        </div>
      )}
    </CodeStep>
  )
}
