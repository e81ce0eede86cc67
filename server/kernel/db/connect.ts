import postgres from 'postgres'
import { gatheringSocket } from './socket.ts'

/**
 * The one place that knows the database client. Days are `2026-11-22`, instants ISO 8601 in UTC ('infinity' null), bigint a number
 * (counts and fen stay below 2^53).
 */
export type Sql = postgres.Sql<{ bigint: number }>
/** What a room may do with a database inside a transaction: tagged, typed SQL. */
export type Query = postgres.ISql<{ bigint: number }>
/** A piece of SQL that is put into a larger statement. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>
export type Json = postgres.JSONValue

/**
 * PostgreSQL's text of an instant, in UTC as our connections set it, as ISO 8601 with milliseconds: always the same length, so
 * that instants sort as text. Cut and joined, because a page has hundreds of them.
 */
export function instantOf(value: string): string | null {
  if (value === 'infinity') return null
  if (value[10] !== ' ' || !value.endsWith('+00')) return new Date(value).toISOString()
  const fraction = value[19] === '.' ? value.slice(20, -3) : ''
  return `${value.slice(0, 10)}T${value.slice(11, 19)}.${fraction.padEnd(3, '0').slice(0, 3)}Z`
}

const types = {
  bigint: { to: 20, from: [20], serialize: String, parse: Number },
  day: { to: 1082, from: [1082], serialize: String, parse: (day: string) => day },
  instant: {
    to: 1184, from: [1184],
    serialize: (value: string | Date) => (value instanceof Date ? value.toISOString() : value),
    parse: instantOf,
  },
}

/** `role`: the role to act as from the start; only set-up does, as the owner of the tables. */
export interface ConnectOptions { url: string; max?: number; name?: string; role?: string }

/** Opens a pool. Nothing connects until the first query. */
export function connect({ url, max = 10, name = 'gongzhi', role }: ConnectOptions): Sql {
  return postgres(url, {
    max,
    types,
    onnotice: () => undefined,
    socket: gatheringSocket,
    connect_timeout: 10,
    max_lifetime: null,
    idle_timeout: 0,
    // Not false: without it a connection that is opened for `reserve` is never handed over (postgres 3.4.9).
    fetch_types: true,
    connection: {
      application_name: name,
      jit: 'off',
      TimeZone: 'UTC',
      statement_timeout: 30_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 60_000,
      ...(role && { role }),
    } as Record<string, string | number>,
  } as postgres.Options<Record<string, postgres.PostgresType>>) as unknown as Sql
}
