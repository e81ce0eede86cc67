import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { passSignals, root, runNode } from './child.mjs'
import { prepare } from './prepare.mjs'

const [name, ...args] = process.argv.slice(2)
const folder = join(root, 'bench')
const names = existsSync(folder)
  ? readdirSync(folder).filter(file => file.endsWith('.ts') && !file.includes('.test.')).map(file => file.slice(0, -3)).sort()
  : []
if (name === undefined || !names.includes(name)) {
  console.error(`${name === undefined ? '' : `没有 ${name}。`}用法：npm run bench -- 名称\n${names.map(each => `  ${each}`).join('\n') || '  （还没有）'}`)
  process.exit(name === undefined ? 0 : 1)
}
await prepare({ dev: true })
passSignals()
const { code } = await runNode(['--import', 'tsx', `bench/${name}.ts`, ...args])
process.exit(code)
