import { bridgeAddress } from '../../../contract/kernel.ts'

/** What every answer carries, made once. Written out because helmet would compute the same for each request. */
const common = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
} as const

/** Pages: everything from here and nowhere else. antd writes styles into the page, hence `unsafe-inline` for styles only. */
export const pageHeaders = {
  ...common,
  'content-security-policy': [
    "default-src 'self'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self' data:",
    `connect-src 'self' ${bridgeAddress}`, "worker-src 'self' blob:", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
  ].join('; '),
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()',
} as const

/** Answers to programs and pages: data, never a document, never kept by anyone on the way. */
export const apiHeaders = {
  ...common,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const

/** A file that somebody uploaded: whatever is in it, it can run nothing and reach nothing. */
export const fileHeaders = {
  ...common,
  'content-security-policy': "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
  'cache-control': 'private, no-cache',
} as const

/** A paper that we set ourselves: shown and printed by the browser, never kept on the way. Not sandboxed, or no browser would show it. */
export const paperHeaders = {
  ...common,
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'cache-control': 'private, no-store',
} as const

export const transportSecurity = 'max-age=31536000'
