/** The demonstration county fills the local parameter that the province leaves to counties: it pays more from 80 on. */
export const demoRules = [
  {
    id: 'old_age_allowance', version: 1, place: '329901', level: 'county', title: '柳湖区高龄津贴标准（演示）', valid_from: '2024-01-01', valid_to: null, verified: true,
    source: '柳湖区人民政府办公室文件（演示，不存在）', params: { monthly_fen_from_80: { value: 6000 } },
  },
] as const
