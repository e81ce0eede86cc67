import { prepare } from './prepare.mjs'
import { runBuilt } from './built.mjs'

await prepare()
await runBuilt(['start', ...process.argv.slice(2)])
