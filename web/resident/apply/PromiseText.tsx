import { replacesSaid, type Paper, type Sheet } from './sheet.ts'

/** What a promise says, to be written out and signed: nobody can be asked to find the words for what binds them. */
export function PromiseText({ paper, sheet }: { paper: Pick<Paper, 'id' | 'name' | 'replaces'>; sheet: Pick<Sheet, 'title' | 'papers' | 'person'> }) {
  const replaced = paper.replaces.flatMap(id => sheet.papers.find(one => one.id === id)?.name ?? []).join('、')
  const later = paper.id === 'minor_promise'
  return (
    <details className="g-why r-promise">
      <summary>看{paper.name}怎么写</summary>
      <p><strong>{paper.name}</strong></p>
      <p>本人{sheet.person.name}，{sheet.title}，已经知道办事指南写明的条件、材料和要求。本人承诺：</p>
      <ol>
        <li>所填的内容和提交的材料真实、有效，本人符合办理条件。</li>
        <li>{later ? `还缺${replaced || '的次要材料'}，保证在受理通知写明的日期以前补交；逾期未交的，同意中止办理。` : `${replaced || '证明材料'}由本承诺代替，办理机关可以在批准以后核查。`}</li>
        <li>承诺不实的，愿意被撤销决定、记入信用记录，并承担相应的责任。</li>
      </ol>
      <p>承诺人（签字）：　　　　　　日期：　　年　月　日</p>
      {replacesSaid(paper, sheet.papers) && <p className="r-basis">照着抄写或打印，签字后拍照上传。</p>}
    </details>
  )
}
