import { useSyncExternalStore } from 'react'
import { lasting } from '../../../kernel/storage.ts'
import { openBridge, type Bridge } from './bridge.ts'
import { drawnCamera } from './demonstration.ts'
import { driverNames, type Devices, type Driver } from './types.ts'

export { guestsIn } from './demonstration.ts'
export { driverNames, type Devices, type Driver } from './types.ts'

const key = 'gongzhi:devices'
const nothing: Devices = { reader: null, camera: null, pad: null, display: null }
const demonstration: Devices = { ...nothing, camera: drawnCamera }

export interface Table { driver: Driver; connected: boolean; devices: Devices }
let table: Table | null = null
let bridge: Bridge | null = null
const ears = new Set<() => void>()

function lay(driver: Driver): void {
  const changed = () => { table = { driver, connected: bridge?.connected() ?? false, devices: bridge?.devices() ?? nothing }; ears.forEach(ear => ear()) }
  bridge?.close()
  bridge = driver === 'bridge' ? openBridge(changed) : null
  table = { driver, connected: driver !== 'bridge', devices: driver === 'demonstration' ? demonstration : nothing }
}

const now = (): Table => {
  if (!table) {
    const kept = lasting.get(key)
    lay(kept !== null && Object.hasOwn(driverNames, kept) ? kept as Driver : 'keyboard')
  }
  return table!
}

/** Which tools this computer has, chosen once by whoever sets the window up and kept on it. */
export function chooseDriver(driver: Driver): void {
  lasting.set(key, driver)
  lay(driver)
  ears.forEach(ear => ear())
}
/** What is laid as long as nobody has chosen: in the demonstration its own tools. */
export function suggestDriver(driver: Driver): void {
  if (lasting.get(key) !== null || now().driver === driver) return
  lay(driver)
  ears.forEach(ear => ear())
}
const listen = (ear: () => void) => { ears.add(ear); return () => void ears.delete(ear) }
/** What is on the table of this window now. */
export const useTable = (): Table => useSyncExternalStore(listen, now, now)

/** Shows a number on the display of the counter, if there is one; otherwise the browser says it. */
export function showNumber(number: string, counter: string): void {
  const { devices } = now()
  if (devices.display) return devices.display.show(number, counter)
  if (typeof speechSynthesis === 'undefined') return
  const words = new SpeechSynthesisUtterance(`请 ${[...number].join(' ')} 号，到 ${counter}`)
  words.lang = 'zh-CN'
  speechSynthesis.speak(words)
}
