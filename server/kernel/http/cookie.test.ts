import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cookieToken, sessionCookie, tokenOf } from './cookie.ts'

test('the session is found among other cookies, and only under its own name', () => {
  const found: [string | undefined, string | undefined][] = [
    [undefined, undefined], ['', undefined], ['a=1', undefined], ['gongzhi_session=', undefined], ['gongzhi_session=t', 't'],
    ['a=1; gongzhi_session=t; b=2', 't'], ['a=1;gongzhi_session=t', 't'], ['xgongzhi_session=no', undefined],
    ['xgongzhi_session=no; gongzhi_session=t', 't'], ['a=gongzhi_session=no', undefined],
  ]
  for (const [cookie, token] of found) assert.equal(cookieToken({ cookie }), token, cookie)
})

test('a bearer goes before the cookie', () => {
  assert.equal(tokenOf({ authorization: 'Bearer b', cookie: 'gongzhi_session=c' }), 'b')
  assert.equal(tokenOf({ authorization: 'Basic b', cookie: 'gongzhi_session=c' }), 'c')
})

test('the line keeps the token from scripts and from other sites', () => {
  assert.equal(sessionCookie('t', true, 60), 'gongzhi_session=t; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=60')
  assert.equal(sessionCookie(null, false), 'gongzhi_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0')
})
