/** What of a notice may be read on somebody else's telephone: of which case, and what is to be done. */
export interface Brief { matter: string | null; brief: string }

const close = '请登录查看或到就近窗口询问。不想再收，可在“消息”里关闭。'
const tail = (matter: string): string => matter.slice(-6)
const unsaid = '有新进展'

/** The briefs of each case in their order, each once. */
function byCase(told: readonly Brief[]): Map<string, string> {
  const found = new Map<string, string[]>()
  for (const { matter, brief } of told) {
    if (matter === null) continue
    const said = found.get(matter) ?? []
    if (!said.includes(brief || unsaid)) found.set(matter, [...said, brief || unsaid])
  }
  return new Map([...found].map(([matter, said]) => [matter, said.join('，')]))
}

/**
 * One short message for what was told within a minute: no name, no item, of a number its end, and what is to be done in the words
 * that the process declares. Cases that stand alike are said together.
 */
export function wordsOf(told: readonly Brief[]): string {
  const cases = byCase(told)
  if (cases.size === 0) return `【共治】您有一条新通知，${close}`
  if (cases.size === 1) {
    const [[matter, brief]] = [...cases] as [[string, string]]
    return `【共治】您的办件（编号尾号${tail(matter)}）${brief}。${close}`
  }
  const alike = new Map<string, string[]>()
  for (const [matter, brief] of cases) alike.set(brief, [...alike.get(brief) ?? [], tail(matter)])
  const parts = [...alike].map(([brief, tails]) => `${tails.length} 件（尾号${tails.join('、')}）${brief}`)
  return `【共治】您一起申请的 ${cases.size} 件事：${parts.join('；')}。${close}`
}
