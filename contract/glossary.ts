import type { Level } from './kernel.ts'

/**
 * The words of the domain: one Chinese term to one English word. Executed, not prose: labels on screens, the ledger's
 * and the reports' names come from here, and a test holds that every office, verb, state and operation is in it.
 */
export const offices = {
  resident: { zh: '居民', level: null },
  serving: { zh: '窗口受理中', level: null },
  rater: { zh: '现场评价人', level: null },
  anyone: { zh: '公众', level: null },
  system: { zh: '系统', level: null },
  founder: { zh: '部署人员', level: null },
  system_client: { zh: '部门系统', level: null },
  grid_worker: { zh: '网格员', level: 'grid' },
  community_worker: { zh: '社区工作者', level: 'community' },
  window_clerk: { zh: '窗口受理员', level: 'community', also: ['town'] },
  street_examiner: { zh: '镇街审核员', level: 'town' },
  county_civil_affairs: { zh: '县级民政审批员', level: 'county' },
  county_admin: { zh: '县级管理员', level: 'county' },
  department_clerk: { zh: '部门经办员', level: 'county', also: ['city', 'province'] },
  social_work: { zh: '社会工作部门', level: 'county', also: ['city', 'province'] },
  burden_taskforce: { zh: '减负专班', level: 'county', also: ['city', 'province'] },
  city_viewer: { zh: '市级业务指导', level: 'city' },
  province_viewer: { zh: '省级业务指导', level: 'province' },
  province_admin: { zh: '省级系统管理员', level: 'province' },
  security_admin: { zh: '省级安全管理员', level: 'province' },
  auditor: { zh: '审计员', level: 'province' },
} as const satisfies Record<string, { zh: string; level: Level | null; also?: readonly Level[] }>
export type Office = keyof typeof offices
/** True when an office may be held at a level: most at one, a window also at the street, those of the gate at every level that asks. */
export const isHeldAt = (office: string, level: Level): boolean => {
  const declared: { level: Level | null; also?: readonly Level[] } | undefined = Object.hasOwn(offices, office) ? offices[office as Office] : undefined
  return declared?.level === level || declared?.also?.includes(level) === true
}
export const officeName = (office: string): string => offices[office as Office]?.zh ?? office

export const verbs = {
  'account.use': '使用账号', 'account.login': '登录', 'account.demo': '查看演示账号', 'account.manage': '开通与重置账号', 'account.watch': '记录登录异常', 'mandate.read': '查看任职', 'mandate.grant': '任命与撤销',
  'element.read': '查看数据项', 'element.keep': '登记数据项', 'element.call': '登记数据项别名', 'place.read': '查看区划', 'place.reorganise': '调整区划', 'calendar.read': '查看工作日历', 'calendar.upload': '登记放假安排',
  'person.list': '查看居民名册', 'person.open': '打开居民档案', 'person.unmask': '查看完整号码', 'person.record': '登记与更新居民信息', 'person.share': '共享登记信息', 'person.own': '查看本人档案',
  'organisation.read': '查看组织', 'organisation.public': '查看公开的机构', 'organisation.register': '登记组织', 'organisation.appoint': '登记任职与离任',
  'window.serve': '窗口接待', 'service.read': '查看服务事项', 'service.apply': '申请办理', 'service.own': '查看本人办件',
  'rating.give': '评价办件', 'rating.cast': '现场评价', 'rating.read': '查看满意度', 'rating.own': '查看本人评价', 'rating.follow': '跟进差评', 'rating.supervise': '查看评价情况', 'rating.advance': '转办差评',
  'queue.read': '查看排队', 'queue.book': '预约取号', 'queue.keep': '管理排队', 'case.open': '打开办件', 'case.read': '查看办件', 'case.survey': '查看办件清单', 'service.accept': '受理', 'service.examine': '审核', 'service.arrange': '安排', 'service.decide': '决定', 'service.hand_over': '移交办理结果', 'service.answer': '补正与撤回', 'service.lapse': '到期处理',
  'item.read': '查看事项配置', 'item.make': '编制事项', 'item.publish': '发布事项', 'file.keep': '上传材料', 'file.read': '查看材料', 'message.own': '查看本人消息', 'message.outbox': '查看短信和邮件', 'ledger.read': '查看操作记录',
  'licence.own': '查看本人证照', 'licence.read': '查看证照', 'licence.revoke': '撤销证照', 'licence.verify': '核验证照', 'licence.deposit': '归集证照',
  'report.read': '查看报表', 'report.rows': '查看报表名册', 'report.confirm': '确认报表', 'report.oversee': '审定与退回报表', 'report.define': '编制报表', 'report.collect': '采集缺失信息', 'report.give': '回传信息', 'report.view': '部门查看名册', 'report.let': '准许部门看姓名',
  'exchange.import': '导入表格', 'exchange.export': '导出名单', 'change.propose': '提请核对信息', 'change.decide': '核对信息',
  'household.ask': '提出户内变动', 'household.open': '查看户内变动', 'household.decide': '核对户内变动',
  'admission.read': '查看准入目录', 'admission.open': '查看准入申请', 'admission.ask': '提出准入申请', 'admission.check': '初审准入', 'admission.decide': '决定准入', 'admission.hear': '对准入提意见',
  'admission.send': '向村（社区）下达', 'admission.receive': '查看下达事项', 'admission.refuse': '拒绝与登记', 'admission.watch': '查看被拦下的事项', 'admission.lapse': '准入到期处理',
  'burden.read': '查看负担台账', 'burden.govern': '管理负担预算', 'resource.read': '查看下沉资源', 'resource.declare': '申报下沉资源', 'resource.need': '提出资源需求',
  'integration.manage': '管理系统接入', 'integration.use': '查看本系统权限', 'integration.lapse': '停用失效的推送',
} as const
export type Verb = keyof typeof verbs

export const operations = {
  'account.me': '查看登录状态', 'account.login': '登录', 'account.verify': '动态验证', 'account.logout': '退出登录', 'account.elsewhere': '查看统一身份认证', 'account.depart': '前往统一身份认证', 'account.arrive': '统一身份认证登录', 'account.demo_logins': '查看演示账号',
  'account.password': '修改密码', 'account.enrolment': '设置动态验证', 'account.open': '开通账号', 'account.reset': '重置账号', 'account.lockout': '登录连续失败而锁定',
  'account.mandates': '查看任职', 'account.grant': '任命', 'account.revoke': '撤销任职',
  'place.children': '查看下级区划', 'place.show': '查看区划', 'place.search': '查找区划', 'place.history': '查看区划沿革', 'place.reorganise': '调整区划',
  'calendar.year': '查看工作日历', 'calendar.upload': '登记放假安排',
  'person.list': '查看居民名册', 'person.show': '打开居民档案', 'person.unmask': '查看完整号码', 'person.mine': '查看本人档案', 'person.lookers': '查看谁看过我的档案',
  'person.fact_history': '查看信息变更历史', 'person.register': '登记居民', 'person.record': '更新居民信息', 'person.share': '共享登记信息', 'element.list': '查看数据项', 'element.register': '登记数据项', 'element.call': '登记数据项别名', 'element.uncall': '撤销数据项别名', 'organisation.list': '查看组织', 'organisation.show': '查看组织沿革', 'organisation.public': '查看公开的机构',
  'organisation.register': '登记组织', 'organisation.revise': '变更组织登记', 'organisation.dissolve': '注销组织', 'post.add': '增设职务', 'membership.begin': '登记任职', 'membership.end': '登记离任',
  'window.attend': '核验来人', 'window.leave': '结束接待', 'window.attendances': '查看窗口接待', 'service.items': '查看服务事项', 'service.item': '查看事项指南',
  'service.bundles': '查看一件事', 'matter.prepare': '预填一件事', 'matter.apply': '一次申请多件', 'matter.mine': '查看我的一件事', 'matter.show': '打开一件事',
  'service.prepare': '预填申请', 'service.apply': '提交申请', 'case.todo': '查看待办', 'case.list': '查看办件', 'case.figures': '查看办件统计', 'case.received': '查看代收办件', 'case.mine': '查看我的办件',
  'case.show': '打开办件', 'case.take': '办理一步', 'case.handover': '移交办理结果', 'case.notice': '打印文书', 'case.paper': '下载文书', 'file.keep': '上传材料', 'file.read': '查看材料',
  'item.made': '查看事项版本', 'item.drafts': '查看事项草稿', 'item.draft': '打开事项草稿', 'item.parts': '查看事项部件', 'item.begin': '新建事项草稿', 'item.save': '保存事项草稿',
  'item.discard': '丢弃事项草稿', 'item.try': '试办事项', 'item.propose': '提交事项复核', 'item.send_back': '退回事项草稿', 'item.publish': '复核并发布事项', 'item.retire': '停用事项', 'item.propose_params': '提出本地标准', 'item.standards': '查看本地标准', 'item.set_params': '复核本地标准', 'item.return_params': '退回本地标准', 'item.params': '查看事项参数',
  'queue.open': '开放预约时段', 'queue.windows': '查看可约窗口', 'queue.slots': '查看预约时段', 'queue.book': '预约窗口', 'queue.cancel': '取消预约', 'queue.mine': '查看我的预约',
  'queue.draw': '现场取号', 'queue.next': '叫下一位', 'queue.mark': '登记到场情况', 'queue.today': '查看窗口排队', 'queue.display': '查看叫号屏',
  'rating.of': '查看办件评价', 'rating.give': '评价办件', 'rating.invite': '请来人评价', 'rating.ballot': '打开评价屏', 'rating.cast': '现场评价', 'rating.public': '查看满意度', 'rating.own': '查看本人评价',
  'rating.appeal': '申诉不实评价', 'rating.workers': '查看人员评价', 'rating.bad': '查看差评', 'rating.contact': '查看评价人联系方式', 'rating.advance': '转办差评',
  'message.list': '查看消息', 'message.read': '标记已读', 'message.settings': '查看提醒设置', 'message.set': '修改提醒设置', 'message.outbox': '查看短信和邮件', 'ledger.list': '查看操作记录', 'clock.fire': '期限到期',
  'licence.mine': '查看我的证照', 'licence.uses': '查看证照使用记录', 'licence.show': '打开证照', 'licence.of_case': '查看办件证照', 'licence.revoke': '撤销证照', 'licence.paper': '下载证照', 'licence.verify': '核验证照', 'licence.deposit': '归集证照',
  'exchange.upload': '上传表格', 'exchange.open': '打开表格', 'exchange.check': '试算导入', 'exchange.start': '开始导入', 'exchange.stop': '暂停导入', 'exchange.job': '查看导入',
  'exchange.jobs': '查看导入记录', 'exchange.rows': '查看导入问题', 'exchange.answered': '下载导入结果', 'exchange.blank': '下载空白表格', 'exchange.templates': '查看导入模板', 'exchange.drop_template': '删除导入模板',
  'exchange.advance': '写入一批', 'exchange.rehearse': '试算一批', 'exchange.exportable': '查看可导出的内容', 'exchange.export': '导出名单', 'exchange.export_rows': '下载名单', 'exchange.end_export': '取消导出', 'exchange.exports': '查看导出记录',
  'change.list': '查看待核对信息', 'change.show': '打开待核对信息', 'change.propose': '提请核对信息', 'change.decide': '核对信息',
  'change.correct': '申请更正本人信息', 'change.own': '查看本人的更正申请',
  'household.preview': '预览户内变动', 'household.ask': '提出户内变动', 'household.requests': '查看户内变动', 'household.mine': '查看自家户内变动', 'household.request': '打开户内变动',
  'household.decide': '核对户内变动', 'household.withdraw': '撤回户内变动', 'household.undo': '还原合并的登记', 'household.doubles': '查找重复登记', 'household.call_in': '请求迁入', 'household.unlike': '认定不是同一人', 'household.unlike_undo': '撤销不是同一人的认定',
  'admission.probe': '试算报表', 'admission.weigh': '试算负担', 'admission.senders': '查看可能的发出单位', 'admission.ask': '提出准入申请', 'admission.requests': '查看准入申请', 'admission.request': '打开准入申请', 'admission.hearings': '查看征求意见', 'admission.opine': '对准入提意见',
  'admission.catalogue': '查看准入目录', 'admission.lists': '查看准入清单', 'admission.set_list': '发布清单', 'admission.send': '向村（社区）下达', 'admission.sent': '查看本部门下达', 'admission.received': '查看下达事项',
  'admission.refuse': '拒绝下达事项', 'admission.observe': '登记墙上所见', 'admission.sightings': '查看登记所见', 'admission.turned_away': '查看被拦下的事项', 'admission.lapse': '准入到期',
  'burden.spent': '查看负担台账', 'burden.requesters': '查看部门加重情况', 'burden.publish': '公布部门加重情况', 'burden.published': '查看公布的负担', 'burden.set_budget': '设置负担预算', 'burden.measure': '查看重复填报率',
  'resource.declare': '申报下沉资源', 'resource.need': '提出资源需求', 'resource.pool': '查看下沉资源', 'resource.meet': '登记需求落实', 'resource.answer': '答复重复投入', 'resource.withdraw': '收回下沉资源',
  'report.list': '查看报表清单', 'report.show': '查看报表口径', 'report.fill': '打开报表', 'report.survey': '查看报表分布', 'report.coverage': '查看信息齐全程度', 'report.confirm': '确认报表', 'report.approve': '审定报表',
  'report.reopen': '退回报表', 'report.progress': '查看报表进度', 'report.returns': '查看历次报表', 'report.kept': '打开历次报表', 'report.compare': '比对口径', 'report.merge': '合并报表', 'report.drafts': '查看报表草稿',
  'report.draft': '打开报表草稿', 'report.begin': '新建报表草稿', 'report.save': '保存报表草稿', 'report.discard': '丢弃报表草稿', 'report.publish': '发布报表', 'report.retire': '停用报表', 'report.send': '下达报表',
  'report.layout': '上传报表版式', 'report.parts': '查看报表部件', 'report.tasks': '查看入户采集清单', 'report.collect': '登记入户采集', 'report.give': '回传信息', 'report.paper': '打印报表', 'report.preview': '预览版式', 'report.sheet': '下载报表',
  'report.open_reading': '登记查看名册', 'report.readings': '查看部门查看记录', 'report.settle_reading': '处理部门查看', 'report.read_masked': '查看脱敏名册', 'report.read_named': '查看名册姓名',
  'integration.keys': '查看接入密钥', 'integration.key_offices': '查看可授予的权限', 'integration.make_key': '发放接入密钥', 'integration.revoke_key': '撤销接入密钥', 'integration.whoami': '查看本系统权限',
  'integration.subscriptions': '查看推送', 'integration.subscribe': '登记推送', 'integration.unsubscribe': '取消推送', 'integration.enable': '恢复推送', 'integration.trial': '试发推送', 'integration.disable': '停用失效的推送',
  'integration.deliveries': '查看推送记录', 'integration.resend': '再次推送',
  'integration.adapters': '查看文件适配器', 'integration.folders': '查看文件交换', 'integration.open_folder': '登记文件交换', 'integration.close_folder': '停用文件交换', 'integration.files': '查看交换文件', 'integration.redeliver': '重新生成文件',
} as const
export const operationName = (operation: string): string => operations[operation as keyof typeof operations] ?? operation

/** States of cases, across processes. */
export const states = {
  submitted: '已提交', supplement_requested: '待补正', accepted: '已受理', checking: '入户核查中', examined: '已审核', granted: '已批准', refused: '未批准',
  not_accepted: '不予受理', withdrawn: '已撤回', lapsed: '逾期未补正', accepted_incomplete: '容缺受理', suspended: '已中止', inspecting: '现场核查中', hearing: '听证中',
  rating_contact: '待联系评价人', rating_fixing: '整改中', rating_revisit: '待回访', rating_appealed: '申诉核实中', rating_closed: '整改完成', rating_void: '评价不计入',
  admission_checking: '准入初审中', admission_returned: '准入申请待说明', admission_hearing: '征求村（社区）意见中', admission_deciding: '准入待联席决定', admission_urgent: '应急准入待决定', admission_running: '准入执行中',
  admission_reviewing: '准入年度复核中', admission_over: '准入已退出', admission_refused: '不予准入', admission_withdrawn: '准入申请已撤回',
  appraising: '专家评审中', delivering: '待送达', promised_granted: '已批准待核查', revoked: '已撤销',
} as const
export const stateName = (state: string): string => states[state as keyof typeof states] ?? state

/** How a matter of several items stands. */
export const matterStates = { underway: '办理中', awaiting: '等您补材料', done: '全部办结' } as const
/** The stages of life under which a resident looks, in plain words. */
export const stagesInWords = {
  old_age: '老人的事', birth: '生孩子、养孩子', school: '上学', work: '找工作、退休', settle: '落户、居住证', hardship: '生活有困难', disability: '残疾人的事', community: '社区里的事',
} as const

export const levelsInWords = { province: '省', city: '设区市', county: '县（市、区）', town: '镇街', community: '村（社区）', grid: '网格', micro: '微网格' } as const
export const organisationKinds = {
  party_branch: '党组织', villagers_committee: '村民委员会', residents_committee: '居民委员会', supervision_committee: '监督委员会', owners_committee: '业主委员会',
  property_firm: '物业企业', social_organisation: '社会组织', government_office: '政府机构', public_institution: '事业单位',
} as const
export const manners = { present: '本人到场', mandate: '委托代办', visit: '上门服务' } as const
