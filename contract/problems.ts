/**
 * Every refusal a caller can hear: its code, HTTP status and Chinese sentence. `{x}` is filled from the details. A room
 * may not refuse with a code that is not here (a wall test holds this).
 */
export const problems = {
  'input.invalid': [400, '填写的内容有误，请按提示修改。'],
  'input.too_large': [413, '内容太大，超过了 {limit} 的上限。'],
  'input.not_json': [400, '请求内容无法读取。'],
  'input.not_ours': [403, '请求不是从本平台的页面发出的。'],
  'operation.unknown': [404, '没有这项操作。'],
  'seat.none': [401, '请先登录。'],
  'seat.expired': [401, '登录已过期，请重新登录。已填写的内容仍保留在本机。'],
  'seat.not_yours': [403, '您现在没有这个岗位，可能已到期或被撤销。'],
  'seat.needs_second_factor': [403, '工作人员须先完成动态验证码验证。'],
  'seat.moved': [409, '区划刚刚调整，您的岗位已随之变动。填写的内容没有丢失，请重新提交。'],
  'right.missing': [403, '您的岗位不能办理这项操作。'],
  'found.nothing': [404, '没有找到。请核对编号或网址；不归您看的内容，这里也找不到。'],
  'idempotency.missing': [400, '缺少提交编号，请刷新页面后重试。'],
  'idempotency.reused': [422, '同一个提交编号用于了不同的内容。'],
  'rate.exceeded': [429, '操作过于频繁，请 {seconds} 秒后再试。'],
  'conflict.stale': [409, '这条记录刚被他人更新，请刷新后再办。'],
  'server.fault': [500, '系统出错，已记录（编号 {trace}）。您填写的内容没有丢失，请稍后重试。'],
  'server.busy': [503, '现在办理的人较多，请稍后重试。'],

  'login.wrong': [401, '账号或密码不对。'],
  'login.locked': [429, '连续输错次数过多，请 {minutes} 分钟后再试。'],
  'login.code_wrong': [401, '动态验证码不对或已用过，请等下一个验证码。'],
  'login.elsewhere_none': [404, '这里没有接入统一身份认证，请用账号和密码登录。'],
  'login.elsewhere_down': [503, '统一身份认证暂时连不上，请稍后再试，或用账号和密码登录。'],
  'login.elsewhere_failed': [401, '统一身份认证没有完成，请重新登录。'],
  'login.elsewhere_unknown': [403, '身份认证通过了，但平台里还没有登记您。请带身份证到就近的便民服务窗口登记。'],
  'login.initial_expired': [401, '初始密码已过期，请联系管理员重新设置。'],
  'login.password_first': [403, '请先设置自己的密码。'],
  'login.enrolled': [409, '动态验证已经设置好了；换手机请由管理员重置。'],
  'demo.fixed': [403, '演示账号的密码和动态验证不能更改。'],
  'demo.only': [404, '这项功能只在演示环境开放。'],

  'file.type': [415, '只能上传 {allowed} 格式的文件。'],
  'file.too_large': [413, '文件超过 {limit}，请压缩或拍小一点再传。'],
  'file.quota': [429, '今天上传的材料太多了（每人每天最多 {files} 份，共 {limit}），请明天再传，或到窗口办理。'],
  'file.empty': [400, '文件是空的，请重新选择。'],

  'place.unknown': [404, '没有这个地区。'],
  'place.taken': [409, '代码 {code} 已被占用。'],
  'place.event_invalid': [422, '{reason}'],

  'calendar.gap': [422, '{year} 年的放假安排尚未发布，期限算不到 {year} 年。'],
  'calendar.invalid': [422, '第 {line} 行有误：{reason}'],

  'identity.invalid': [422, '{reason}'],
  'identity.taken': [409, '这个证件号码已登记。'],
  'person.unknown': [404, '没有找到这个人，请核对姓名和证件号码。'],
  'fact.element_unknown': [422, '没有登记过这个数据项。'],
  'person.covered': [403, '这位居民没有由您的岗位正在办理或近期办过的事，只能看遮蔽后的内容。'],
  'fact.needs_second': [422, '“{name}”要由另一位同事核对一致，才能记为核验。请先记为上门采集。'],
  'right.own': [403, '不能以工作人员身份登记、更改自己的信息，请由另一位同事办理，或以本人身份申报。'],
  'fact.value_invalid': [422, '“{name}”的内容不对：{reason}'],

  'organisation.invalid': [422, '{reason}'],
  'organisation.code_taken': [409, '这个统一社会信用代码已登记。'],
  'organisation.seated': [409, '此人已在任这个职务。'],
  'organisation.full': [409, '“{title}”设 {seats} 人，已经满员，请先登记离任。'],
  'organisation.dissolved': [409, '这个组织已于 {day} 注销，不能再变更。'],
  'mandate.invalid': [422, '{reason}'],
  'account.refused': [403, '{reason}'],
  'account.login_taken': [409, '这个账号已有人用，请换一个。'],
  'account.has_one': [409, '此人已有工作账号；忘了密码可以重置。'],
  'account.none': [404, '此人还没有工作账号，请先开通。'],
  'serving.self': [403, '不能在窗口给自己办，请由另一位同事办理。'],
  'serving.none': [403, '窗口接待已结束，请重新核验来人身份。'],

  'integration.invalid': [422, '{reason}'],
  'hook.url': [422, '{reason}'],
  'key.dead': [401, '接入密钥不对、已撤销或已过期。'],
  'case.moved': [409, '这件事刚由{who}办理为“{state}”，请刷新后再看。'],
  'case.not_now': [409, '现在的状态是“{state}”，不能办理“{action}”。'],
  'case.not_you': [403, '这一步由{office}办理。'],
  'case.paper_missing': [422, '还缺材料：{papers}。'],
  'case.own': [403, '不能办理自己的申请，请由另一位同事办理。'],
  'case.recused': [403, '这件事涉及您本人，须回避，请由另一位同事办理。'],
  'case.same_person': [403, '同一个人不能办理前后两步，请由另一位同事办理。'],
  'case.already_signed': [409, '您已经签过了。'],
  'service.not_eligible': [422, '{reason}'],
  'item.taken': [409, '编号 {id} 已被别处的事项使用，请换一个编号。'],
  'item.drafted': [409, '这个编号已有一份草稿，请先打开它。'],
  'licence.unknown': [404, '没有查到这张证照，请核对编号和校验码。'],
  'licence.revoked': [409, '这张证照已经撤销。'],
  'licence.held_by_other': [409, '这个证照编号已归集在别的持证人名下，请核对编号。'],
  'licence.not_you': [403, '这张证照由{office}签发，由签发的岗位撤销。'],
  'queue.full': [409, '这个时段刚刚约满了，请换一个时段。'],
  'queue.booked': [409, '您这一天已经有预约了，一天只能约一次。'],
  'queue.past': [409, '这个时段已经开始或过去了。'],
  'queue.not_now': [409, '这个号现在是“{state}”，不能这样办。'],
  'rating.given': [409, '这一次已经评价过了，谢谢您。'],
  'rating.not_ended': [409, '这件事还没有办结，办结以后再评价。'],
  'rating.pass_over': [403, '评价的时间已过，请工作人员重新打开评价。'],
  'rating.no_appeal': [409, '现在不能申诉：{reason}。'],
  'matter.refused': [422, '有 {n} 件没有通过，一件也没有提交。请看每一件的说明，改好或去掉后再提交。'],
  'service.open_already': [409, '已有一件正在办理：{number}，不用重复申请。'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof problems

/** The Chinese sentence of a code with its details filled in; a reason at its end may bring its own full stop or not. */
export function sentence(code: ProblemCode, details: Record<string, unknown> = {}): string {
  const said = problems[code][1].replace(/\{(\w+)\}/g, (_, key: string) => String(details[key] ?? ''))
  return /[。！？]$/.test(said) ? said : `${said}。`
}
