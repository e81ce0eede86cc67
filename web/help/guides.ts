/**
 * The guides of docs/guides, in the order in which the help names them; `slug` is the address, the file's name is Chinese; `wide` has
 * pictures of a desk; `pages` are the pages of the desk that it is about, by their keys.
 */
export const guides = [
  { slug: 'resident', file: '居民', title: '居民使用指南', note: '登录、申请、补材料、查进度、出示证照', wide: false, pages: [] },
  { slug: 'community', file: '社区工作者', title: '社区工作者指南', note: '家里有变动、看档案、上门采集、确认报表、拒绝没有准入的事', wide: true, pages: ['todo', 'people', 'life', 'changes', 'reports', 'admission', 'burden', 'resources'] },
  { slug: 'exchange', file: '导入导出', title: '导入导出指南', note: '把手里的台账导进来，先试算再写入；导出名单', wide: true, pages: ['exchange'] },
  { slug: 'window', file: '窗口', title: '窗口受理员指南', note: '叫号、刷身份证、帮来人申请、打印凭证', wide: true, pages: ['window', 'queue', 'received'] },
  { slug: 'reports', file: '报表', title: '报表指南', note: '给部门：编报表、看表、自己的版式、收齐', wide: true, pages: ['reports'] },
  { slug: 'admission', file: '准入和减负', title: '准入和减负指南', note: '给部门、准入办公室和减负专班：申请、听意见、决定、复核、预算', wide: true, pages: ['admission', 'burden', 'resources'] },
  { slug: 'items', file: '事项管理员', title: '事项管理员指南', note: '不写代码，做一个新事项并发布', wide: true, pages: ['items', 'bundles'] },
  { slug: 'files', file: '文件交换', title: '部门系统文件交换', note: '给部门系统的工程师：放入文件、看结果、取走文件', wide: true, pages: ['integration'] },
] as const

/** The guide of a page of the desk: at a village or community its worker's, elsewhere that of the office that works there; null where there is none. */
export function guideOf(page: string, { atCommunity }: { atCommunity: boolean }): string | null {
  const about = guides.filter(one => (one.pages as readonly string[]).includes(page))
  // What only waits at an office for a second person needs no guide of villages.
  const own = about.find(one => (one.slug === 'community') === atCommunity) ?? about.find(one => page !== 'todo' || one.slug !== 'community')
  return own?.slug ?? null
}
