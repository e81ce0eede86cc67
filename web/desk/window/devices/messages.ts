import type { Card } from '../card.ts'

/** What the bridge on this computer says (docs/devices.md), read with care: it is another program. */
export type Message =
  | { type: 'hello'; devices: readonly string[] } | { type: 'card'; card: Card }
  | { type: 'picture'; id: string; image: string } | { type: 'fault'; id: string | null; message: string }

const text = (value: unknown, most: number): string | null => typeof value === 'string' && value !== '' && value.length <= most ? value : null
/** JPEG or PNG as a data URL, 10 MB at most. */
const picture = /^data:image\/(jpeg|png);base64,[A-Za-z0-9+/]+={0,2}$/

/** A message of the bridge; null for anything that is none. */
export function readMessage(raw: unknown): Message | null {
  let said: Record<string, unknown>
  try {
    said = JSON.parse(String(raw)) as Record<string, unknown>
  } catch {
    return null
  }
  if (typeof said !== 'object' || said === null) return null
  const id = text(said['id'], 60)
  if (said['type'] === 'hello') return { type: 'hello', devices: Array.isArray(said['devices']) ? said['devices'].filter(one => typeof one === 'string') : [] }
  if (said['type'] === 'card') {
    const [name, number] = [text(said['name'], 100), text(said['number'], 18)]
    return name && number && /^\d{17}[\dXx]$/.test(number) ? { type: 'card', card: { name, number: number.toUpperCase() } } : null
  }
  if (said['type'] === 'picture') {
    const image = text(said['image'], 14_000_000)
    return id && image && picture.test(image) ? { type: 'picture', id, image } : null
  }
  return said['type'] === 'fault' ? { type: 'fault', id, message: text(said['message'], 200) ?? '设备没有响应' } : null
}

/** A picture as a file that can be handed in. */
export function fileOf(image: string, title: string): File {
  const [head = '', body = ''] = image.split(',')
  const type = head.includes('image/png') ? 'image/png' : 'image/jpeg'
  return new File([Uint8Array.from(atob(body), letter => letter.charCodeAt(0))], `${title}.${type === 'image/png' ? 'png' : 'jpg'}`, { type })
}
