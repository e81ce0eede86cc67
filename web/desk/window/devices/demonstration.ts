import type { DemoLogin } from '../../../../contract/account.ts'
import { readCard, type Card } from '../card.ts'
import type { DocumentCamera } from './types.ts'

/** The people of the demonstration who may stand before a window, as the labels of its clerks name them. */
export function guestsIn(logins: readonly Pick<DemoLogin, 'label'>[]): Card[] {
  const named = logins.flatMap(({ label }) => (label.split('可受理：')[1] ?? '').split('，').map(readCard)).filter(card => card.name !== null)
  return named.filter((card, i) => named.findIndex(other => other.number === card.number) === i)
}

/** A camera that draws what would lie under it: a sheet that says what it is and that it is a demonstration. */
export const drawnCamera: DocumentCamera = {
  take: title => new Promise((resolve, reject) => {
    const canvas = document.createElement('canvas')
    canvas.width = 1000
    canvas.height = 1400
    const pen = canvas.getContext('2d')
    if (!pen) return reject(new Error('这个浏览器不能画图'))
    pen.fillStyle = '#fdfcf7'
    pen.fillRect(0, 0, 1000, 1400)
    pen.fillStyle = '#16202c'
    pen.textAlign = 'center'
    pen.font = '64px sans-serif'
    pen.fillText(title, 500, 220)
    pen.font = '34px sans-serif'
    pen.fillText('演示图片，不是真实材料', 500, 320)
    pen.fillStyle = '#dde3ea'
    for (let line = 0; line < 12; line++) pen.fillRect(120, 430 + line * 70, 760 - (line % 4) * 90, 14)
    canvas.toBlob(blob => blob ? resolve(new File([blob], `${title}.jpg`, { type: 'image/jpeg' })) : reject(new Error('没有拍成')), 'image/jpeg', 0.85)
  }),
}
