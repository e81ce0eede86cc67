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
  'demo.only': [404, '这项功能只在演示环境开放。'],

  'file.type': [415, '只能上传 {allowed} 格式的文件。'],
  'file.too_large': [413, '文件超过 {limit}，请压缩或拍小一点再传。'],
  'file.empty': [400, '文件是空的，请重新选择。'],

  'place.unknown': [404, '没有这个地区。'],
  'place.taken': [409, '代码 {code} 已被占用。'],
  'place.event_invalid': [422, '{reason}'],

  'calendar.gap': [422, '{year} 年的放假安排尚未发布，期限算不到 {year} 年。'],
  'calendar.invalid': [422, '第 {line} 行有误：{reason}'],

  'identity.invalid': [422, '{reason}'],
  'identity.taken': [409, '这个证件号码已登记。'],
  'person.unknown': [404, '没有找到这个人，请核对姓名和证件号码。'],
  'fact.element_unknown': [422, '没有登记过的数据项：{element}。'],
  'fact.value_invalid': [422, '“{name}”的内容不对：{reason}'],

  'mandate.invalid': [422, '{reason}'],
  'serving.self': [403, '不能在窗口给自己办，请由另一位同事办理。'],
  'serving.none': [403, '窗口接待已结束，请重新核验来人身份。'],

  'case.moved': [409, '这件事刚由{who}办理为“{state}”，请刷新后再看。'],
  'case.not_now': [409, '现在的状态是“{state}”，不能办理“{action}”。'],
  'case.not_you': [403, '这一步由{office}办理。'],
  'case.paper_missing': [422, '还缺材料：{papers}。'],
  'case.same_person': [403, '同一个人不能办理前后两步，请由另一位同事办理。'],
  'case.already_signed': [409, '您已经签过了。'],
  'service.not_eligible': [422, '{reason}'],
  'service.open_already': [409, '已有一件正在办理：{number}，不用重复申请。'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof problems

/** The Chinese sentence of a code with its details filled in; a reason at its end may bring its own full stop or not. */
export function sentence(code: ProblemCode, details: Record<string, unknown> = {}): string {
  const said = problems[code][1].replace(/\{(\w+)\}/g, (_, key: string) => String(details[key] ?? ''))
  return /[。！？]$/.test(said) ? said : `${said}。`
}
