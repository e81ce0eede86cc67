import { useState } from 'react'
import { ChoiceList } from '../ui/ChoiceList.tsx'
import { noDate, readDate, type DateParts } from '../ui/date.ts'
import { DateField } from '../ui/DateField.tsx'
import { FileField, type FileShown } from '../ui/FileField.tsx'
import { Page } from '../ui/Page.tsx'
import { Question } from '../ui/Question.tsx'
import { TextField } from '../ui/TextField.tsx'

const Ask = ({ children }: { children: React.ReactNode }) => <Page title="申请最低生活保障" demonstration>{children}</Page>
const step = (at: number) => ({ at, of: 6, title: '申请最低生活保障' })

export function ApplyPage() {
  const [why, setWhy] = useState<'ill' | 'work' | 'age' | 'other' | null>('ill')
  return (
    <Ask>
      <Question question="家里现在主要是什么困难？" lead="选最要紧的一项，后面还可以再说明。" progress={step(2)} back="#" onContinue={() => {}} kept
        why="困难的原因决定由谁上门了解、还能同时享受哪些帮助。只有经办人员能看到。">
        <ChoiceList asked label="家里现在主要是什么困难？" value={why} onChange={setWhy} choices={[
          { value: 'ill', title: '有人得了大病', note: '住院、长期吃药或需要人照料' },
          { value: 'work', title: '没有了工作，或挣得太少' },
          { value: 'age', title: '年纪大了，没有人赡养' },
          { value: 'other', title: '别的困难' },
        ]} />
      </Question>
    </Ask>
  )
}

export function DatePage() {
  const [date, setDate] = useState<DateParts>({ year: '2026', month: '2', day: '30' })
  const [faults, setFaults] = useState(1)
  const read = readDate(date)
  return (
    <Ask>
      <Question question="从哪一天开始生病的？" progress={step(3)} back="#" onContinue={() => setFaults(f => f + 1)} faults={faults}
        why="救助可以从生病当月算起。">
        <DateField asked label="从哪一天开始生病的？" hint="记不清哪一日，就填当月 1 日" example="2025 年 3 月 12 日" value={date} onChange={setDate} error={read.error} errorAt={read.error ? read.at : undefined} />
      </Question>
    </Ask>
  )
}

export function FaultPage() {
  const [text, setText] = useState('')
  const [phone, setPhone] = useState('1381234')
  return (
    <Ask>
      <Question question="怎样联系您？" progress={step(4)} back="#" onContinue={() => {}} refused="现在办理的人较多，请稍后重试。">
        <TextField label="手机号码" value={phone} onChange={setPhone} inputMode="tel" width="short" example="138 0000 0000" error="手机号码应是 11 位数字，现在只有 7 位" />
        <TextField label="还有什么要说明的" optional value={text} onChange={setText} rows={4} limit={200} hint="如：白天不便接电话、听力不好" />
      </Question>
    </Ask>
  )
}

export function FilesPage() {
  const [files, setFiles] = useState<FileShown[]>([
    { key: '1', name: '出院小结.jpg', size: 2_300_000, part: 1 },
    { key: '2', name: '医疗费用结算单（2026 年 10 月）.pdf', size: 5_400_000, part: 0.62 },
    { key: '3', name: 'IMG_20261118_093012.jpg', size: 3_100_000, part: 0.4, error: '网络断了，没有传完。' },
  ])
  return (
    <Ask>
      <Question question="请上传能说明病情的材料" lead="出院小结、诊断证明或费用单据，有一样就行。" progress={step(5)} back="#" onContinue={() => {}} kept>
        <FileField asked label="病情材料" files={files} most={6} onRetry={() => {}} onRemove={key => setFiles(all => all.filter(f => f.key !== key))}
          onPick={f => setFiles(all => [...all, { key: f.name, name: f.name, size: f.size, part: 1 }])} />
        <div style={{ marginTop: 24 }}><DateField label="出院日期" optional value={noDate} onChange={() => {}} /></div>
      </Question>
    </Ask>
  )
}
