import { openPlatform } from '../../server/main.ts'
import { testSecrets } from '../secrets.ts'

// The platform without its doors: it does what comes back by itself, until it is killed.
const platform = await openPlatform({ url: process.env.WORKER_URL!, drop: process.env.WORKER_DROP!, uploads: process.env.WORKER_UPLOADS!, secrets: testSecrets, connections: 4 })
for (;;) await platform.sweeper.once()
