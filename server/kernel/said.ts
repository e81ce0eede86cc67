import type { z } from 'zod'

/** What is wrong with a value, where the contract has no sentence of its own; the library's are in English. */
export function said(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type': return issue.input === undefined || issue.input === null ? '请填写' : '内容格式不对'
    case 'invalid_value': return '请从列出的选项中选择'
    case 'too_small': return issue.origin === 'string' ? '请填写' : issue.origin === 'array' ? `至少 ${issue.minimum} 项` : `不能小于 ${issue.minimum}`
    case 'too_big': return issue.origin === 'string' ? `最多 ${issue.maximum} 个字` : issue.origin === 'array' ? `最多 ${issue.maximum} 项` : `不能大于 ${issue.maximum}`
    default: return '内容格式不对'
  }
}
