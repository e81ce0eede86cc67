import { pino, type DestinationStream, type Logger } from 'pino'

/** Keys whose values never reach a log, at the top and one or two levels down. */
const personal = [
  'password', 'token', 'identity', 'identity_number', 'id_number', 'phone', 'contact_phone', 'bank_account', 'address', 'name', 'person_name',
  'cookie', 'authorization', 'input', 'body', 'parameters', 'args',
]

/** The log of a server process: JSON lines, personal fields left out. */
export function createLog(options: { level?: string; destination?: DestinationStream } = {}): Logger {
  const paths = personal.flatMap(key => [key, `*.${key}`, `*.*.${key}`])
  return pino({ level: options.level ?? 'info', base: null, redact: { paths, censor: '***' } }, options.destination ?? pino.destination(1))
}

/** Numbers of documents, telephones and accounts in the text of an error; databases like to quote what they refuse. */
const number = /(?<![\w-])\d{10,19}[\dXx]?(?![\w-])/g
const scrub = (text: string): string => text.replace(number, '***')

/** What of an error may be written down: what it was and where, never the values it was about. */
export function described(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: scrub(String(error)).slice(0, 500) }
  const { code, constraint_name, table_name } = error as Error & Record<string, unknown>
  return {
    type: error.name, message: scrub(error.message).slice(0, 2000), code, constraint: constraint_name, table: table_name,
    stack: scrub(error.stack ?? '').slice(0, 8000),
  }
}
