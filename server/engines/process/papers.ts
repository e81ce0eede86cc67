import { copyFile, filesOf } from '../../kernel/files.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Definition } from './definition.ts'
import type { Paper } from './engine.ts'
import { papersElsewhere } from './store.ts'

/** For which case papers are brought: whose it is, and its number once it has one. */
interface For { person: string | null; number: string | null }

/**
 * The papers named in the input, of kinds that the process knows: files of the applicant, or that whoever sits here has kept.
 * A desk sees the files of its whole range, but one person's do not go into another's case. What is already a paper of
 * another case stays there: this one gets a reference of its own to the same content.
 */
export async function papersOf(ctx: Context, definition: Definition, papers: readonly { kind: string; file: string }[], { person, number }: For): Promise<Paper[]> {
  if (papers.length === 0) return []
  const files = await filesOf(ctx, papers.map(paper => paper.file), person)
  const named = papers.map(({ kind, file }, index) => {
    const known = files.find(one => one.id === file)
    if (!known || !Object.hasOwn(definition.papers, kind)) {
      throw new Problem('input.invalid', {}, [{ path: `papers.${index}`, message: known ? '不需要这种材料' : '没有找到这份文件，请重新上传' }])
    }
    return { kind, file, name: known.name }
  })
  const elsewhere = await papersElsewhere(ctx.sql, named.map(paper => paper.file), number)
  return named.map(paper => elsewhere.includes(paper.file) ? { ...paper, file: copyFile(ctx, paper.file) } : paper)
}
