import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { useTable } from './index.ts'

/** A picture of a paper, beside choosing a file: by the document camera, or by the camera of this computer. */
export function Camera({ title, onFile }: { title: string; onFile: (file: File) => void }) {
  const { devices: { camera } } = useTable()
  const [live, setLive] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const take = async () => {
    setRefused(undefined)
    if (!camera) return setLive(true)
    setBusy(true)
    await camera.take(title).then(onFile, (error: Error) => setRefused(error.message))
    setBusy(false)
  }
  return (
    <div className="w-camera">
      {refused && <Notice tone="fault" alert>{refused}</Notice>}
      {live ? <Live title={title} onFile={file => { setLive(false); onFile(file) }} onClose={why => { setLive(false); setRefused(why) }} />
        : <Button kind="second" icon="camera" busy={busy} onClick={() => void take()}>高拍仪拍<span className="g-unseen">：{title}</span></Button>}
    </div>
  )
}

function Live({ title, onFile, onClose }: { title: string; onFile: (file: File) => void; onClose: (why?: string) => void }) {
  const video = useRef<HTMLVideoElement>(null)
  const close = useRef(onClose)
  useEffect(() => { close.current = onClose })
  useEffect(() => {
    let stream: MediaStream | undefined
    let over = false
    // A page that did not come over an encrypted line has no cameras, whatever the types say.
    const cameras = navigator.mediaDevices as MediaDevices | undefined
    if (!cameras) close.current('这个浏览器不能用摄像头，请选择文件')
    else cameras.getUserMedia({ video: { width: { ideal: 1920 }, height: { ideal: 1080 } } }).then(found => {
      stream = found
      if (over) found.getTracks().forEach(track => track.stop())
      else if (video.current) video.current.srcObject = found
    }, () => close.current('没有找到摄像头或没有允许使用，请选择文件'))
    return () => { over = true; stream?.getTracks().forEach(track => track.stop()) }
  }, [])
  const shoot = () => {
    const from = video.current
    if (!from || from.videoWidth === 0) return
    const canvas = document.createElement('canvas')
    canvas.width = from.videoWidth
    canvas.height = from.videoHeight
    canvas.getContext('2d')?.drawImage(from, 0, 0)
    canvas.toBlob(blob => { if (blob) onFile(new File([blob], `${title}.jpg`, { type: 'image/jpeg' })) }, 'image/jpeg', 0.85)
  }
  return (
    <div className="w-live"><video ref={video} autoPlay muted playsInline aria-label="摄像头画面" />
      <div className="c-form-end"><Button onClick={shoot}>拍下来</Button><Button kind="quiet" onClick={() => onClose()}>不拍了</Button></div></div>
  )
}
