/** An office held at a place; the offices themselves are declared by the rooms that give them verbs. */
export interface CastSeat { office: string; place: string }

/**
 * One of the named people of tests and tour. `person` is an id in the population; `login` is null for someone who never
 * logs in and is served at a window or at home. `office` and `place` are the first seat, `also` the others.
 */
export interface CastMember extends Partial<CastSeat> {
  key: CastKey; person: string; name: string; login: string | null; also: readonly CastSeat[]; label: string
}

export const castKeys = [
  'gu', 'shen', 'zhou', 'xu', 'lu', 'han', 'jiang', 'zhang', 'qian', 'meng', 'cheng', 'wu', 'shao', 'ding', 'xia', 'pan',
  'song', 'tang', 'yan', 'he', 'luo', 'kong', 'sun', 'zhao',
] as const
export type CastKey = (typeof castKeys)[number]

const street = '329901001', county = '329901', province = '32'
/** The same id under every seed, so that a test may name a person without making the world. */
const idOf = (key: CastKey) => `00003299-0000-7000-8000-${String(castKeys.indexOf(key) + 1).padStart(12, '0')}`

function member(key: CastKey, name: string, login: string | null, label: string, ...seats: CastSeat[]): CastMember {
  const [first, ...also] = seats
  return { key, person: idOf(key), name, login, ...first, also, label }
}
const seat = (office: string, place: string): CastSeat => ({ office, place })

/** The cast by key. */
export const cast: Readonly<Record<CastKey, CastMember>> = {
  gu: member('gu', '顾秀英', null, '84岁独居老人，荷风社区，没有手机，不上网：到就近的窗口办'),
  shen: member('shen', '沈梅', 'shenmei', '居民，顾秀英的女儿，52岁，住柳堤社区：用手机办自己的事，看自己登记的信息'),
  zhou: member('zhou', '周福根', null, '91岁老人，青禾镇稻禾村，与儿子儿媳同住：登记信息已过期'),
  xu: member('xu', '徐㛃英', 'xujieying', '80岁老人，姓名含生僻字“㛃”，听橹社区：刚满80岁，可申请高龄津贴'),
  lu: member('lu', '陆一鸣', 'luyiming', '居民，25岁，住云桥社区：年轻人的手机端'),
  han: member('han', '韩露', 'hanlu', '望澜县鹭滩社区服务窗口：跨县收件', seat('window_clerk', '329902001001')),
  jiang: member('jiang', '蒋敏', 'jiangmin', '柳湖街道便民服务窗口：本街道收件', seat('window_clerk', street)),
  zhang: member('zhang', '章文', 'zhangwen', '柳湖街道审核员：初审', seat('street_examiner', street)),
  qian: member('qian', '钱立', 'qianli', '柳湖街道第二审核员：同岗接手、并发办理；也在柳堤社区值守，核对居民的更正和户内变动',
    seat('street_examiner', street), seat('community_worker', '329901001002')),
  meng: member('meng', '孟瑶', 'mengyao', '青禾镇审核员：看不到柳湖街道的事', seat('street_examiner', '329901100')),
  cheng: member('cheng', '程伟', 'chengwei', '柳湖区民政局养老服务科科长：审批决定；也代表民政局提出准入申请', seat('county_civil_affairs', county), seat('department_clerk', county)),
  wu: member('wu', '吴青', 'wuqing', '柳湖区民政局养老服务科副科长：科长不在时代为决定；也在社会工作部门初审准入', seat('county_civil_affairs', county), seat('social_work', county)),
  shao: member('shao', '邵军', 'shaojun', '柳湖区管理员：任命和撤销岗位；也在减负专班决定准入', seat('county_admin', county), seat('burden_taskforce', county)),
  ding: member('ding', '丁向东', 'dingxiangdong', '邻村荻溪村社区工作者：看不到稻禾村的任何内容', seat('community_worker', '329901100201')),
  xia: member('xia', '夏建芳', 'xiajianfang', '稻禾村社区工作者：本村的人和事', seat('community_worker', '329901100200')),
  pan: member('pan', '潘小燕', 'panxiaoyan', '荷风社区第一网格网格员：入户走访', seat('grid_worker', '329901001001001')),
  song: member('song', '宋佳', 'songjia', '荷风社区工作者：社区台账', seat('community_worker', '329901001001')),
  tang: member('tang', '唐洁', 'tangjie', '一人两岗：柳湖街道审核员，兼听橹社区联络员，办事前先选岗位',
    seat('street_examiner', street), seat('community_worker', '329901001003')),
  yan: member('yan', '严明远', 'yanmingyuan', '省级系统管理员：区划与平台设置', seat('province_admin', province)),
  he: member('he', '贺兰', 'helan', '省级审计管理员：只看记录，不改内容', seat('auditor', province)),
  luo: member('luo', '罗毅', 'luoyi', '省级安全管理员：授权策略与安全设置', seat('security_admin', province)),
  sun: member('sun', '孙颖', 'sunying', '柳湖区第二管理员：复核邵军编的事项和本地标准；自己编的由邵军复核', seat('county_admin', county)),
  zhao: member('zhao', '赵霞', 'zhaoxia', '省级第二系统管理员：复核省级事项；县里没有第二个人时也可以由省级复核', seat('province_admin', province)),
  kong: member('kong', '孔令仪', 'konglingyi', '省民政厅业务处长：看全省进度，不经办', seat('province_viewer', province)),
}
export const castList: readonly CastMember[] = castKeys.map(key => cast[key])
