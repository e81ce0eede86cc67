import { useState } from 'react'
import { invite } from '../../../contract/rating.ts'
import { call } from '../../kernel/api.ts'
import { paths } from '../../kernel/paths.ts'
import { asRefusal } from '../../kernel/refusal.ts'
import { showInstant } from '../../kernel/time.ts'
import { Qr } from '../../login/Qr.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import type { Served } from './served.ts'

/** Hands the rating over: on the second screen or the guest's own telephone, never typed by the clerk. */
export function HandOver({ served, item }: { served: Served; item?: string }) {
  const [handed, setHanded] = useState<{ token: string; expires_at: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const open = async () => {
    setBusy(true)
    setRefused(undefined)
    try {
      setHanded(await call(invite, { attendance: served.attendance, ...(item && { item }) }, { seat: served.seat, serving: null }))
    } catch (error) {
      setRefused(asRefusal(error).message)
    } finally {
      setBusy(false)
    }
  }
  if (!handed) return <>{refused && <Notice tone="fault" alert>{refused}</Notice>}<Button kind="second" busy={busy} onClick={() => void open()}>请来人评价</Button></>
  return (
    <div className="w-hand" role="status">
      <Qr text={`${location.origin}${paths.rate(handed.token)}`} label="用手机扫码评价" />
      <div>
        <p><b>请{served.agent?.name ?? served.name}自己评价</b>，{showInstant(handed.expires_at).slice(11)} 前有效</p>
        <p className="c-soft">用手机扫左边的码，或在评价屏上点。</p>
        <p><a className="g-button g-button-main" href={paths.rate(handed.token)} target="_blank" rel="noreferrer"><span>打开评价屏</span></a></p>
      </div>
    </div>
  )
}
