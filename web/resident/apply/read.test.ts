import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { memory } from '../../kernel/storage.ts'
import { sealedAnswers } from './sealed.ts'
import { begins, isAsked, read, shownAnswer, type Field } from './read.ts'
import { faultsIn, firstOpen, handedIn, memberKey, neededPapers, sent, stepOfFault, stepsOf, type Group, type Sheet } from './sheet.ts'

const held = (value: string | number | boolean, sealed = false): Field['held'] => ({
  element: 'x', name: '名称', value, shown: String(value), source: 'declared', source_name: '本人申报', organ: '本人申报', collector_name: null, purpose: '',
  asserted_at: '2026-11-01T00:00:00Z', fresh_until: null, stale: false, sealed,
})
const field = (element: string, more: Partial<Field> = {}): Field => ({
  element, name: element, ask: `${element}？`, why: '', example: '', type: 'line', ahead: false, coming: false, choices: [], required: true, editable: true, state: 'missing', held: null, ...more,
})
const paper = { id: 'bank_proof', name: '', source: 'applicant' as const, required: false, note: '', minor: false, replaces: [] as string[] }
const sheet = (fields: Field[], more: Partial<Sheet> = {}): Sheet => ({
  draft: 'd', title: 't', fields, members: null, papers: [], not_asked: [], licences: [], consent: 'eligible', promise_barred: null, person: { id: 'me', name: '甲' }, at: step => `/${step}`, ...more,
})
const household = (...fields: Field[]): Group => ({
  title: '家庭成员', why: '', fields, rows: [{ person: 'me', name: '甲', relation_name: '户主', age: 50 }, { person: 'son', name: '乙', relation_name: '子', age: 20 }],
})
const keys = (of: Sheet) => stepsOf(of, ['known', 'eligible']).map(s => s.key)

test('only what is missing or stale is asked, each member of the household on one page, and papers only where one may give some', () => {
  const fields = [
    field('name', { editable: false, state: 'held', held: held('甲') }), field('gone', { editable: false }),
    field('home', { state: 'held', held: held('乙') }), field('phone', { type: 'phone', state: 'stale', held: held('154****0004', true) }), field('bank'),
  ]
  assert.deepEqual(keys(sheet(fields)), ['known', 'eligible', 'phone', 'bank', 'check'])
  assert.deepEqual(keys(sheet([], { papers: [paper], members: household(field('job'), field('pay', { type: 'fen' })) })), ['known', 'eligible', 'member-1', 'member-2', 'papers', 'check'])
  assert.deepEqual(handedIn([paper, { ...paper, source: 'shared' as const }, { ...paper, source: 'promise' as const }]).map(one => one.source), ['applicant', 'promise'])
})

test('a required paper may lack only where a promise that was given stands for it', () => {
  const letter = { ...paper, id: 'letter', source: 'promise' as const, replaces: ['proof'] }
  const papers = [{ ...paper, id: 'charter', required: true }, { ...paper, id: 'proof', required: true }, letter]
  const needed = (...given: string[]) => neededPapers(papers, kind => given.includes(kind)).map(one => one.id)
  assert.deepEqual([needed(), needed('letter'), needed('charter', 'letter')], [['charter', 'proof'], ['charter'], []])
})

test('a number is judged where it is typed, in the words of the house', () => {
  const account = field('a', { type: 'account' })
  assert.match(read(account, '6222 0000').error ?? '', /16 到 19 位/)
  assert.match(read(account, '6222021234567890123').error ?? '', /校验不对/)
  assert.equal(read(account, '').error, `请填写${account.name}`)
  const phone = field('p', { type: 'phone', required: false })
  assert.deepEqual(read(phone, ''), { value: null })
  assert.deepEqual(read(phone, '025-8321 0000'), { value: '02583210000' })
  assert.match(read(phone, '1381234').error ?? '', /11 位/)
  assert.equal(read(field('d', { type: 'day' }), '2026-2-30').error, '2026 年 2 月没有 30 日')
})

test('money is typed in yuan and sent in whole fen; counts are whole; only a coming day may lie ahead', () => {
  const fen = field('f', { type: 'fen' })
  assert.deepEqual(['1,200.5', '１２００ 元', '0'].map(text => read(fen, text).value), [120050, 120000, 0])
  for (const text of ['1200.505', '一千', '-1', '1e3', '99999999999']) assert.match(read(fen, text).error ?? '', /请填写金额/)
  fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), n => assert.equal(read(fen, (n / 100).toFixed(2)).value, n)))
  assert.equal(begins({ ...fen, state: 'stale', held: held(120050) }, {}), '1200.5', 'fen that are held are typed as yuan')
  assert.equal(shownAnswer(fen, '1200.5'), '1200.50 元')
  const count = field('c', { type: 'count' })
  assert.deepEqual([read(count, '26').value, read(count, '３ 人').value, read(count, '0').value], [26, 3, 0])
  for (const text of ['1.5', '-1', '两个']) assert.match(read(count, text).error ?? '', /请填写数字/)
  assert.match(read(field('d', { type: 'day' }), '2199-1-1').error ?? '', /还没有到/)
  assert.deepEqual(read(field('d', { type: 'day', ahead: true }), '2199-1-1'), { value: '2199-01-01' })
  for (const text of ['２１９９年１月１日', '2199.1.1', '21990101']) assert.deepEqual(read(field('d', { type: 'day', ahead: true }), text), { value: '2199-01-01' }, text)
  assert.match(read(field('d', { type: 'day', ahead: true, coming: true }), '2020-1-1').error ?? '', /已经过去了/)
  assert.match(shownAnswer(field('d', { type: 'day', ahead: true }), '2199-1-1'), /^2199年1月1日（周.）$/)
  assert.equal(begins(field('y', { type: 'yes_no', state: 'stale', held: held(false) }), {}), 'no')
})

test('what is held stays out of what is sent unless it was changed; a masked value is never sent back', () => {
  const form = sheet([
    field('home', { state: 'held', held: held('乙') }), field('old', { state: 'stale', held: held('旧') }),
    field('phone', { type: 'phone', required: false, state: 'stale', held: held('154****0004', true) }),
  ])
  assert.deepEqual(sent(form, {}).answers, { old: '旧' })
  assert.deepEqual(sent(form, { home: '新', phone: '13800000000' }).answers, { home: '新', old: '旧', phone: '13800000000' })
  assert.equal(begins(form.fields[2]!, {}), '')
})

test('each member answers for themselves, and the first that lacks something is found', () => {
  const form = sheet([], { members: household(field('job'), field('pay', { type: 'fen', required: false })) })
  assert.deepEqual(firstOpen(form, {}), { step: 'member-1', name: '甲的情况' })
  const answers = { [memberKey('me', 'job')]: '务农', [memberKey('me', 'pay')]: '800', [memberKey('son', 'job')]: '' }
  assert.deepEqual(firstOpen(form, answers), { step: 'member-2', name: '乙的情况' })
  assert.deepEqual(sent(form, answers).members, [{ person: 'me', answers: { job: '务农', pay: 80000 } }, { person: 'son', answers: {} }])
})

test('what the server found wrong goes to its box, whichever item it was said of; the rest to its item', () => {
  const { boxes, items } = faultsIn([
    { path: 'answers.person.phone', message: '甲' }, { path: 'items.elder_card.answers.person.phone', message: '又' }, { path: 'items.minimum_living.members.son.person.pay', message: '乙' },
    { path: 'items.elder_card', message: '丙' }, { path: 'papers.0', message: '丁' }, { path: 'items.elder_card.papers.0', message: '戊' },
  ])
  assert.deepEqual(boxes, { 'person.phone': '甲', 'members.son.person.pay': '乙' })
  assert.deepEqual(items, [{ item: 'elder_card', message: '丙' }, { item: '', message: '丁' }, { item: 'elder_card', message: '戊' }])
  assert.equal(stepOfFault(sheet([field('person.name')], { members: household(field('person.pay')) }), boxes), 'member-2')
})

test('whoever can go on from every page has answered everything', () => {
  fc.assert(fc.property(fc.array(fc.record({ type: fc.constantFrom('line' as const, 'phone' as const, 'account' as const, 'day' as const, 'fen' as const, 'count' as const), required: fc.boolean() }), { maxLength: 6 }),
    fc.array(fc.string(), { maxLength: 6 }), (shapes, typed) => {
      const fields = shapes.map((s, i) => field(`e${i}`, s))
      const answers = Object.fromEntries(fields.flatMap((f, i) => typed[i] === undefined ? [] : [[f.element, typed[i]]]))
      const form = sheet(fields)
      const open = firstOpen(form, answers)
      const out = sent(form, answers).answers
      if (!open) for (const f of fields) assert.ok(!isAsked(f) || !f.required || out[f.element] !== undefined)
      for (const f of fields) assert.equal(typeof shownAnswer(f, answers[f.element] ?? ''), 'string')
    }))
})

test('sealed answers stay in the tab and leave with their person', () => {
  const store = memory(() => { throw new Error('none') })
  const kept = sealedAnswers(store)
  kept.keep('a', 'f', { account: '1' })
  kept.keep('b', 'f', { account: '2' })
  kept.clear('a')
  assert.deepEqual([kept.read('a', 'f'), kept.read('b', 'f')], [{ account: '1' }, {}])
  kept.clear(null)
  assert.deepEqual(kept.read('a', 'f'), {})
})
