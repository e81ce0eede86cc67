/** The guides of docs/guides, in the order in which the help names them; `slug` is the address, the file's name is Chinese; `wide` has pictures of a desk. */
export const guides = [
  { slug: 'resident', file: '居民', title: '居民使用指南', note: '登录、申请、补材料、查进度、出示证照', wide: false },
  { slug: 'window', file: '窗口', title: '窗口受理员指南', note: '叫号、刷身份证、帮来人申请、打印凭证', wide: true },
  { slug: 'items', file: '事项管理员', title: '事项管理员指南', note: '不写代码，做一个新事项并发布', wide: true },
  { slug: 'files', file: '文件交换', title: '部门系统文件交换', note: '给部门系统的工程师：放入文件、看结果、取走文件', wide: true },
] as const
