import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { guides } from '../../web/help/guides.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'docs/guides')
const textsOf = (path: string): string[] => readdirSync(join(root, path), { withFileTypes: true }).flatMap(entry =>
  entry.isDirectory() ? textsOf(join(path, entry.name)) : /(?<!\.test)\.tsx?$/.test(entry.name) ? [readFileSync(join(root, path, entry.name), 'utf8')] : [])
const screens = ['web', 'contract', 'server/modules', 'server/engines'].flatMap(textsOf).join('\n')
const written = guides.map(({ file }) => ({ file, text: readFileSync(join(folder, `${file}.md`), 'utf8') }))

test('what a guide sets in bold stands on a screen in these very words', () => {
  // Words that a screen puts together: a number or a name stands where the guide shows an example.
  const whole = (words: string) => words.replace(/^\d+ /, '').replace(/^说“(.*)”$/, '$1').replace('编号已被', '已被').replace(/^打印(?=收件凭证)/, '')
  for (const { file, text } of written) {
    const missing = [...text.matchAll(/\*\*(.+?)\*\*/g)].map(found => found[1]!).filter(words => !/^\d+\. /.test(words) && !screens.includes(whole(words)))
    assert.deepEqual(missing, [], file)
  }
})

test('each picture of a guide is there, none is left over, and together they stay small', () => {
  const named = written.flatMap(({ text }) => [...text.matchAll(/!\[[^\]]+\]\(images\/([^)]+)\)/g)].map(found => found[1]!))
  assert.deepEqual(named.filter(name => !existsSync(join(folder, 'images', name))), [])
  const kept = readdirSync(join(folder, 'images'))
  assert.deepEqual(kept.filter(name => !named.includes(name)), [], 'pictures that no guide shows')
  assert.ok(kept.reduce((sum, name) => sum + statSync(join(folder, 'images', name)).size, 0) < 3_200_000)
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  assert.deepEqual(guides.filter(({ file }) => !readme.includes(`docs/guides/${file}.md`)).map(({ file }) => file), [], 'guides that the README does not name')
})
