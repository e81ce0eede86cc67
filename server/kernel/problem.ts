import { problems, sentence, type ProblemCode } from '../../contract/problems.ts'
import type { ProblemBody } from '../../contract/kernel.ts'

export interface FieldProblem { path: string; message: string }

/** Anything a caller should hear. All else that is thrown is a bug and answered as a 500. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly details: Record<string, unknown>
  readonly fields: FieldProblem[] | undefined

  constructor(code: ProblemCode, details: Record<string, unknown> = {}, fields?: FieldProblem[]) {
    super(sentence(code, details))
    this.code = code
    this.status = problems[code][0]
    this.details = details
    this.fields = fields
  }

  body(): ProblemBody {
    return { code: this.code, message: this.message, details: this.details, ...(this.fields && { fields: this.fields }) }
  }
}

/** Nobody gave leave for what was to be laid on others; besides the refusal, its keeper hears who asked for what. */
export class Withheld extends Problem {}

interface DatabaseError { code: string; constraint_name?: string }

const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && error.name === 'PostgresError' && 'code' in error

/** The database asks to try once more: a deadlock or a serialization failure. */
export const isRetryable = (error: unknown): boolean =>
  isDatabaseError(error) && (error.code === '40P01' || error.code === '40001')

/** True when the database refused for this constraint's sake. */
export const violates = (error: unknown, constraint: string): boolean =>
  isDatabaseError(error) && error.constraint_name === constraint

/** Turns what the database refused into what a caller should hear; a constraint is recognised by its name. */
export function problemOf(error: unknown, constraints: Readonly<Record<string, ProblemCode>>): unknown {
  if (!isDatabaseError(error)) return error
  if (error.code === '42501') return new Problem('right.missing')
  if (error.code === '57014' || error.code === '55P03') return new Problem('server.busy')
  const code = error.constraint_name ? constraints[error.constraint_name] : undefined
  return code ? new Problem(code) : error
}
