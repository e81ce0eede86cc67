import type { PathStep, Process } from './graph.ts'

/** The path of a relief case, as a test and the gallery show it. */
export const example: Process = {
  states: [
    { id: 'lodged', title: '待受理', kind: 'start' },
    { id: 'wanting', title: '待补材料', kind: 'wait' },
    { id: 'accepted', title: '已受理', kind: 'normal' },
    { id: 'checked', title: '调查核对完成', kind: 'normal' },
    { id: 'posted', title: '公示中', kind: 'wait' },
    { id: 'granted', title: '准予救助', kind: 'end' },
    { id: 'refused', title: '不予救助', kind: 'end' },
    { id: 'withdrawn', title: '申请人撤回', kind: 'end' },
  ],
  actions: [
    { id: 'lodge', title: '提出申请', from: [], to: 'lodged', by: '申请人' },
    { id: 'want', title: '一次告知补正', from: ['lodged'], to: 'wanting', by: '社区窗口' },
    { id: 'supply', title: '补齐材料', from: ['wanting'], to: 'lodged', by: '申请人' },
    { id: 'accept', title: '受理', from: ['lodged'], to: 'accepted', by: '社区窗口' },
    { id: 'check', title: '入户调查并核对', from: ['accepted'], to: 'checked', by: '街道经办' },
    { id: 'note', title: '补充调查记录', from: ['checked'], to: 'checked', by: '街道经办' },
    { id: 'post', title: '公示 7 天', from: ['checked'], to: 'posted', by: '街道经办' },
    { id: 'object', title: '有异议，退回重核', from: ['posted'], to: 'accepted', by: '街道负责人' },
    { id: 'grant', title: '确认救助', from: ['posted'], to: 'granted', by: '街道负责人' },
    { id: 'refuse', title: '不予确认', from: ['checked', 'posted'], to: 'refused', by: '街道负责人' },
    { id: 'withdraw', title: '撤回', from: ['lodged', 'wanting'], to: 'withdrawn', by: '申请人' },
  ],
}

export const examplePath: PathStep[] = [
  { action: 'lodge', title: '提出申请', to: 'lodged', at: '2026-11-16T01:12:00Z', by: '林桂芳（本人）' },
  { action: 'want', title: '一次告知补正', to: 'wanting', at: '2026-11-16T02:30:00Z', by: '赵敏 · 社区窗口' },
  { action: 'supply', title: '补齐材料', to: 'lodged', at: '2026-11-17T06:05:00Z', by: '林桂芳（本人）' },
  { action: 'accept', title: '受理', to: 'accepted', at: '2026-11-17T06:40:00Z', by: '赵敏 · 社区窗口' },
  { action: 'check', title: '入户调查并核对', to: 'checked', at: '2026-11-20T08:15:00Z', by: '陈立 · 街道经办' },
]
