import type { CaseRow } from '../../../contract/service.ts'

/**
 * Which case of a to-do list (the most urgent first) one goes on to: the most urgent but this one. Those `passed` by, that
 * is opened here and left without a step, come after the others, so that one does not go back and forth between two.
 */
export const nextOf = <Row extends Pick<CaseRow, 'number'>>(rows: readonly Row[], number: string, passed: ReadonlySet<string>): Row | null => {
  const others = rows.filter(row => row.number !== number)
  return others.find(row => !passed.has(row.number)) ?? others[0] ?? null
}
