import { passSignals, runNode } from './child.mjs'
import { prepare } from './prepare.mjs'

// The page by Vite with hot replacement, the server by tsx, restarted on every change. Vite passes /api on to it.
await prepare({ dev: true, build: false })
const port = process.env.PORT ?? '8320'
const env = { ...process.env, PORT: port, GONGZHI_API: `http://127.0.0.1:${port}`, NODE_ENV: 'development' }
passSignals()
console.log('开发模式：网页打开 Vite 打印的地址（默认 http://localhost:5173/），改动即时生效；另一个地址只是接口。')
await Promise.race([
  runNode(['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'cli/index.ts', 'start'], { env }),
  runNode(['node_modules/vite/bin/vite.js', 'web', '--config', 'web/vite.config.ts'], { env }),
])
process.kill(process.pid, 'SIGTERM')
