import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Question } from '../../ui/Question.tsx'
import { agreedOf } from './sheet.ts'
import type { StepProps } from './step.ts'

type Props = Pick<StepProps, 'sheet' | 'form'> & {
  /** Which of several items would have it. */
  noteOf?: (licence: string) => string
}

/** What the licence library could hand over for this matter: ticked only where one says yes. */
export const FromLibrary = ({ sheet, form, noteOf }: Props) => (
  <ChoiceList many label="同意用哪些？" hint="勾选的不用您交，只用于这一件事，用过会记在“我的证照”里。不勾选也能申请，需要时再请您补。"
    value={agreedOf(sheet, form.licences)} onChange={form.agree}
    choices={sheet.licences.map(one => ({
      value: one.material, title: one.title, note: [one.number, one.organ, one.valid_until && `有效期至 ${one.valid_until}`, noteOf?.(one.material)].filter(Boolean).join('，'),
    }))} />
)

/** The same as a page of its own, before the questions of several items. */
export const LibraryStep = ({ progress, back, go, ...props }: StepProps & Props) => (
  <Question question="可以从证照库取得" progress={progress} back={back} onContinue={go}><FromLibrary {...props} /></Question>
)
