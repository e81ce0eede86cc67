import { bridgeAddress } from '../../../../contract/kernel.ts'
import { uuid } from '../../../kernel/uuid.ts'
import type { Card } from '../card.ts'
import { fileOf, readMessage } from './messages.ts'
import type { Devices } from './types.ts'

/** How long somebody may take to lay a paper down or to sign. */
const patience = 120_000
/** Milliseconds until the bridge is looked for again. */
const again = 5_000

export interface Bridge { devices(): Devices; connected(): boolean; close(): void }

/**
 * The real tools, through a program on this computer (docs/devices.md): found again by itself when it was away. `changed`
 * hears when it comes and goes.
 */
export function openBridge(changed: () => void): Bridge {
  let socket: WebSocket | null = null
  let present: readonly string[] = []
  let closed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const ears = new Set<(card: Card) => void>()
  const waiting = new Map<string, { title: string; resolve: (file: File) => void; reject: (error: Error) => void }>()
  const gone = () => {
    present = []
    for (const one of waiting.values()) one.reject(new Error('设备断开了，请检查后再试'))
    waiting.clear()
    if (!closed) timer = setTimeout(connect, again)
    changed()
  }
  function connect(): void {
    socket = new WebSocket(bridgeAddress)
    socket.onopen = () => socket?.send(JSON.stringify({ type: 'hello', version: 1 }))
    socket.onclose = gone
    socket.onmessage = ({ data }) => {
      const said = readMessage(data)
      if (said?.type === 'hello') { present = said.devices; changed() }
      if (said?.type === 'card') ears.forEach(ear => ear(said.card))
      const asked = said && 'id' in said && said.id !== null ? waiting.get(said.id) : undefined
      if (!said || !asked) return
      waiting.delete((said as { id: string }).id)
      if (said.type === 'picture') asked.resolve(fileOf(said.image, asked.title))
      else if (said.type === 'fault') asked.reject(new Error(said.message))
    }
  }
  const picture = (type: 'take' | 'sign') => (title: string) => new Promise<File>((resolve, reject) => {
    const id = uuid()
    waiting.set(id, { title, resolve, reject })
    socket?.send(JSON.stringify({ type, id, title }))
    setTimeout(() => { if (waiting.delete(id)) reject(new Error('等得太久，没有收到图片，请再试一次')) }, patience)
  })
  connect()
  return {
    connected: () => present.length > 0,
    devices: () => ({
      reader: present.includes('reader') ? { listen: ear => { ears.add(ear); return () => void ears.delete(ear) } } : null,
      camera: present.includes('camera') ? { take: picture('take') } : null, pad: present.includes('pad') ? { sign: picture('sign') } : null,
      display: present.includes('display') ? { show: (number, counter) => socket?.send(JSON.stringify({ type: 'show', number, counter })) } : null,
    }),
    close: () => { closed = true; clearTimeout(timer); socket?.close() },
  }
}
