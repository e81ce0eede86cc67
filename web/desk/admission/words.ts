/** What a street or community can say to a request. */
export const stances = { support: '同意', lighten: '同意，但要减轻', oppose: '不同意' } as const
export const periods = { once: '一次', month: '每月', quarter: '每季度', year: '每年' } as const
export const questionTypes = { yes_no: '是或否', choice: '选一项', line: '填一行', text: '写一段', day: '填日期', count: '填数字', fen: '填金额', phone: '填电话', account: '填账号' } as const
/** Minutes as people say them. */
export const spoken = (minutes: number): string => minutes < 120 ? `${minutes.toLocaleString('en-US')} 分钟` : `${(minutes / 60).toFixed(1)} 小时`
