/** The face of the room: the one HTTP surface, and the log it writes to. */
export { createHttp, type HttpParts } from './server.ts'
export { type SessionRule, type SessionRules } from './api.ts'
export { usualRates, type Authenticate, type RateLimits } from './entry.ts'
export { type Rate } from './buckets.ts'
export { createLog } from './log.ts'
export { openapi, type Events } from './openapi.ts'
