import { passSignals, runNode } from './child.mjs'
import { prepare } from './prepare.mjs'

// The page by Vite with hot replacement, the server by tsx, restarted on every change. Vite passes /api on to it.
await prepare({ dev: true, build: false })
const port = process.env.PORT ?? '8320'
const env = { ...process.env, PORT: port, GONGZHI_API: `http://127.0.0.1:${port}`, NODE_ENV: 'development' }
passSignals()
await Promise.race([
  runNode(['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'cli/index.ts', 'start'], { env }),
  runNode(['node_modules/vite/bin/vite.js', 'web', '--config', 'web/vite.config.ts'], { env }),
])
process.kill(process.pid, 'SIGTERM')
