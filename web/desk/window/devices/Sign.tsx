import { useRef, useState, type PointerEvent } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { useTable } from './index.ts'

const size = { width: 900, height: 320 } as const

/** A signature as a picture: on the pad, drawn with finger or mouse, or the name typed before the clerk's eyes. */
export function Sign({ title, words = '', button, onFile }: { title: string; words?: string; button: string; onFile: (file: File) => void }) {
  const { devices: { pad } } = useTable()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const begin = async () => {
    setRefused(undefined)
    if (!pad) return setOpen(true)
    setBusy(true)
    await pad.sign(title).then(onFile, (error: Error) => { setRefused(error.message); setOpen(true) })
    setBusy(false)
  }
  return (
    <div className="w-signing">
      {refused && <Notice tone="fault" alert>{refused}，可以在屏幕上签</Notice>}
      {open ? <Canvas title={title} words={words} onFile={file => { setOpen(false); onFile(file) }} onClose={() => setOpen(false)} />
        : <Button kind="second" busy={busy} onClick={() => void begin()}>{button}</Button>}
    </div>
  )
}

/** What is signed, in lines that fit the sheet. */
const linesOf = (words: string): string[] => words.match(new RegExp(`.{1,${Math.floor((size.width - 48) / 26)}}`, 'gu')) ?? []

function Canvas({ title, words, onFile, onClose }: { title: string; words: string; onFile: (file: File) => void; onClose: () => void }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState(false)
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const at = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLCanvasElement>) => {
    const box = currentTarget.getBoundingClientRect()
    return [(clientX - box.left) * size.width / box.width, (clientY - box.top) * size.height / box.height] as const
  }
  const pen = () => canvas.current!.getContext('2d')!
  const down = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    Object.assign(pen(), { lineWidth: 6, lineCap: 'round', lineJoin: 'round', strokeStyle: '#16202c' })
    pen().beginPath()
    pen().moveTo(...at(event))
  }
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons === 0) return
    pen().lineTo(...at(event))
    pen().stroke()
    setDrawn(true)
  }
  const clear = () => { pen().clearRect(0, 0, size.width, size.height); setDrawn(false) }
  const done = () => {
    setTried(true)
    if (!drawn && !name.trim()) return
    if (!drawn) {
      Object.assign(pen(), { font: '96px KaiTi, STKaiti, serif', fillStyle: '#16202c', textAlign: 'center' })
      pen().fillText(name.trim(), size.width / 2, 190)
    }
    // A paper is white, also where it was not written on.
    const sheet = document.createElement('canvas')
    const lines = linesOf(words)
    const head = 70 + lines.length * 40
    Object.assign(sheet, { width: size.width, height: size.height + head })
    const ink = sheet.getContext('2d')!
    Object.assign(ink, { fillStyle: '#fff' })
    ink.fillRect(0, 0, sheet.width, sheet.height)
    Object.assign(ink, { fillStyle: '#475466', font: '26px sans-serif' })
    ink.fillText(`${title}　${drawn ? '手写签名' : '键盘输入，工作人员在场'}`, 24, 44)
    lines.forEach((line, i) => ink.fillText(line, 24, 92 + i * 40))
    ink.drawImage(canvas.current!, 0, head)
    sheet.toBlob(blob => { if (blob) onFile(new File([blob], `${title}.png`, { type: 'image/png' })) }, 'image/png')
  }
  return (
    <div className="w-sign">
      <p><b>{title}</b></p>
      {words && <p>{words}</p>}
      <canvas ref={canvas} {...size} onPointerDown={down} onPointerMove={move} aria-label="签名板，用手指、笔或鼠标写" role="img" />
      {!drawn && <TextField label="不方便手写的，由本人说、工作人员输入姓名" optional value={name} onChange={setName} maxLength={40} autoComplete="off" error={tried && !name.trim() ? '请在上面签名，或输入姓名' : undefined} />}
      <div className="c-form-end"><Button onClick={done}>签好了</Button>{drawn && <Button kind="second" onClick={clear}>重签</Button>}<Button kind="quiet" onClick={onClose}>不签了</Button></div>
    </div>
  )
}
