import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Line, Name } from './kernel.ts'

const said = (schema: ReturnType<typeof Line>, text: string) => schema.safeParse(text).error?.issues[0]?.message

test('a name of rare characters of any plane, of any script, with its marks and joiners is a name', () => {
  const names = ['徐㛃英', '𠮷野', '𪚥', '\u{323af}', '\u{33479}', '\ue84d明', '葛\u{e0100}优', '麦麦提江·阿卜杜热合曼', 'བསྟན་འཛིན', 'ศรี', 'क्\u200dष', 'José', 'Jose\u0301', '김민수', '荷风社区3组']
  for (const name of names) assert.equal(Name(100).parse(name), name, name)
})

test('what copying leaves between the characters is dropped', () => {
  assert.equal(Name(100).parse('\ufeff张\u200b三\u2060 '), '张三')
})

test('what cannot be seen and forges what can is refused', () => {
  for (const hidden of ['张\u202e三', '\u2066张三', '张三\u{e0041}\u{e007f}', '张\u00ad三', 'a\u200f.pdf']) {
    assert.match(said(Name(100), hidden)!, /看不见的字符/, JSON.stringify(hidden))
    assert.match(said(Line(100), hidden)!, /看不见的字符/)
  }
})

test('a name has a letter: marks, fillers, dots and digits alone are none', () => {
  for (const none of ['\u0301', '\u0301张', '\u3164', '\uffa0\u115f', '···', '123', '——', '❤']) assert.match(said(Name(100), none)!, /不像一个名称/, JSON.stringify(none))
  assert.equal(Line(100).parse('3幢402室 ❤ 👨‍👩‍👧'), '3幢402室 ❤ 👨‍👩‍👧')
})
