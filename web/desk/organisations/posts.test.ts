import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postsOf } from './posts.ts'

test('posts are read as people write them', () => {
  assert.deepEqual(postsOf('主任、副主任2，委员 3 人'), [{ title: '主任', seats: 1 }, { title: '副主任', seats: 2 }, { title: '委员', seats: 3 }])
  assert.deepEqual(postsOf(' '), [])
  assert.deepEqual(postsOf('负责人'), [{ title: '负责人', seats: 1 }])
  assert.deepEqual(postsOf('主任、3'), { wrong: '请在人数前写上职务名称' })
  assert.deepEqual(postsOf('委员0'), { wrong: '“委员”的人数应是 1 到 99' })
})
