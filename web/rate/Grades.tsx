import { gradeNames, type Grade } from '../../contract/rating.ts'
import { ChoiceList } from '../ui/ChoiceList.tsx'
import { TextField } from '../ui/TextField.tsx'

const choices = ([5, 4, 3, 2, 1] as const).map(grade => ({ value: String(grade) as `${Grade}`, title: gradeNames[grade] }))

export interface Said { grade: Grade | null; words: string }
export const nothing: Said = { grade: null, words: '' }

/** The five grades, and a line for whoever has something to say; words need not be. */
export function Grades({ said, onChange, error, reachable }: { said: Said; onChange: (said: Said) => void; error?: string | undefined; reachable: boolean }) {
  return (
    <>
      <ChoiceList label="您的评价" value={said.grade === null ? null : `${said.grade}`} onChange={grade => onChange({ ...said, grade: Number(grade) as Grade })} choices={choices} error={error} name="grade" />
      <TextField label="想说的话" optional rows={3} limit={500} value={said.words} onChange={words => onChange({ ...said, words })}
        hint={said.grade !== null && said.grade <= 2 ? reachable ? '哪里没办好，写一句就行。我们一个工作日内联系您' : '哪里没办好，写一句就行。没有登记您的电话，我们联系不上您；想知道结果，请打 12345' : '哪里好、哪里不好，都可以写'} />
    </>
  )
}
/** As it is sent. */
export const sent = ({ grade, words }: Said) => ({ grade: grade!, ...words.trim() ? { words: words.trim() } : {} })
