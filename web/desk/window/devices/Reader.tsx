import { useEffect } from 'react'
import { demoLogins } from '../../../../contract/account.ts'
import { useMe } from '../../../kernel/me.ts'
import { useAsk } from '../../../kernel/query.ts'
import { Icon } from '../../../ui/icons.tsx'
import { SelectField } from '../../fields.tsx'
import type { Card } from '../card.ts'
import { chooseDriver, driverNames, guestsIn, suggestDriver, useTable, type Driver } from './index.ts'

/** The card reader above the form: what is laid on it fills name and number. Typing them is always possible. */
export function Reader({ onCard }: { onCard: (card: Card) => void }) {
  const { driver, connected, devices } = useTable()
  const { data: me } = useMe()
  useEffect(() => devices.reader?.listen(onCard), [devices, onCard])
  const demonstration = me?.demonstration ?? false
  useEffect(() => { if (demonstration) suggestDriver('demonstration') }, [demonstration])
  const choices = (Object.entries(driverNames) as [Driver, string][]).filter(([code]) => code !== 'demonstration' || demonstration)
  return (
    <div className="w-reader">
      {driver === 'demonstration' && demonstration && <Guests onCard={onCard} />}
      {driver === 'bridge' && <p className="c-soft" role="status"><Icon name={connected ? 'check' : 'clock'} />{connected ? devices.reader ? '读卡器已接好，请放身份证' : '设备已接好，没有读卡器' : '没有连上本机设备，可以手工输入'}</p>}
      <details><summary>设备：{driverNames[driver]}</summary>
        <SelectField label="这台电脑接了什么设备" value={driver} onChange={code => { if (code) chooseDriver(code as Driver) }} choices={choices.map(([code, label]) => ({ code, label }))} />
      </details>
    </div>
  )
}

/** The emulated reader: who of the demonstration is here lays the card on it. */
function Guests({ onCard }: { onCard: (card: Card) => void }) {
  const { data } = useAsk(demoLogins, {}, { staleTime: 600_000 })
  const guests = guestsIn(data?.logins ?? [])
  if (guests.length === 0) return null
  return (
    <div className="w-guests" role="group" aria-label="演示读卡器">
      <span className="c-soft">演示读卡器：</span>
      {guests.map(card => <button key={card.number} type="button" className="c-link" onClick={() => onCard(card)}>{card.name}放上身份证</button>)}
    </div>
  )
}
