import { openPlatform } from '../../server/main.ts'
import { configuredSenders } from '../../server/modules/message/index.ts'
import { testSecrets } from '../secrets.ts'

// The platform without its doors: it does what comes back by itself, until it is killed.
const senders = configuredSenders(process.env)
const platform = await openPlatform({
  url: process.env.WORKER_URL!, drop: process.env.WORKER_DROP!, uploads: process.env.WORKER_UPLOADS!, secrets: testSecrets, connections: 4, ...senders && { senders },
})
for (;;) await platform.sweeper.once()
