import { identityCheck } from '../../contract/identifiers.ts'
import { ethnicLike, given, surnames } from './words.ts'

type Cell = string | number | null
/** The titles of a table as a street keeps it: 20 columns. */
export const titles = ['姓名', '身份证号', '性别', '出生日期', '民族', '社区', '户号', '与户主关系', '现住址', '手机号', '婚姻状况', '文化程度', '政治面貌', '职业', '居住状况', '户口性质', '紧急联系人', '紧急联系人电话', '工作单位', '备注']

/**
 * Rows of residents, the same each time: 1 in 100 with a mistake (a number that fails its check, a telephone too short, a word
 * of no list), 3 in 100 said twice. No two people share name and birth date.
 */
export function* residents(n: number, places: readonly string[]): Generator<Cell[]> {
  const kept: Cell[][] = []
  for (let i = 0; i < n; i++) {
    if (i % 100 >= 97 && kept.length > 0) { yield kept[(i * 7919) % kept.length]!; continue }
    const year = 1935 + (i % 70)
    const birth = `${year}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`
    const body = `32${String(9910 + Math.floor(i / 45_000)).padStart(4, '0')}${birth.replaceAll('-', '')}${String(100 + (Math.floor(i / 50) % 900))}`
    const woman = Number(body[16]) % 2 === 0
    const name = `${surnames[i % surnames.length]}${given[Math.floor(i / 7) % given.length]}${given[Math.floor(i / 1_111) % given.length]}`
    const fault = i % 100 === 50 ? i % 3 : -1
    const row: Cell[] = [name, fault === 0 ? '320106199001011234' : body + identityCheck(body), woman ? '女' : '男', birth, ethnicLike(i), places[Math.floor(i / 3) % places.length]!,
      String(Math.floor(i / 3) + 1).padStart(7, '0'), i % 3 === 0 ? '户主' : i % 3 === 1 ? '配偶' : '子', `惠民路${Math.floor(i / 3) + 1}号`, fault === 1 ? '1380013' : `13${String(i % 1e9).padStart(9, '0')}`,
      '已婚', '初中', '群众', '务农', '2', '家庭户', `联系人${surnames[i % surnames.length]}`, `15${String(i % 1e9).padStart(9, '0')}`, '本地务工', null]
    if (fault === 2) row[4] = '没有这一族'
    if (fault === -1 && kept.length < 1_000) kept.push(row)
    yield row
  }
}
