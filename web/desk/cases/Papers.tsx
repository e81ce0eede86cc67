import type { CaseView } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { session } from '../../kernel/session.ts'
import { showInstant } from '../../kernel/time.ts'
import { Icon } from '../../ui/icons.tsx'

type Paper = CaseView['papers'][number]

/** Where an uploaded file is seen from this chair; an address carries no headers, so it names seat and attendance. */
export const fileHref = (file: string, number?: string): string =>
  paths.file(file, { ...(number ? { number } : {}), seat: session.seat(), serving: session.serving() })

const isPdf = (name: string): boolean => /\.pdf$/i.test(name)

/** The papers of a case. Photographs are seen at once; a PDF is saved, because the browser shows none from the sandbox it is kept in. */
export function Papers({ papers, missing, number }: { papers: readonly Paper[]; missing: CaseView['missing']; number: string }) {
  if (papers.length === 0) return <p className="c-soft">{missing.length > 0 ? '告知要补的材料还没有交来。' : '没有上传材料。所需信息由数据比对取得，不用申请人提供。'}</p>
  return (
    <ul className="c-papers">
      {papers.map(paper => (
        <li key={paper.id}>
          {isPdf(paper.name)
            ? <a className="c-paper-pdf" href={fileHref(paper.file, number)} download=""><Icon name="papers" /><span>保存 PDF 后查看</span></a>
            : <a className="c-paper-image" href={fileHref(paper.file, number)} target="_blank" rel="noreferrer" aria-label={`放大看 ${paper.kind_name}`}><img src={fileHref(paper.file, number)} alt={`${paper.kind_name}：${paper.name}`} loading="lazy" /></a>}
          <p><b>{paper.kind_name}</b></p>
          <p className="c-soft">{paper.name}</p>
          <p className="c-soft">{showInstant(paper.added_at)}　{paper.added_by}</p>
        </li>
      ))}
    </ul>
  )
}
