import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Home, Secrets } from '../server/kernel/home.ts'
import type { Progress } from './progress.ts'

// What the command line asks of the floors below. Each of these is a stand-in, to be replaced by the call of the same
// shape when its floor is there; the commands know only these names.

export interface ServeOptions {
  /** The login role's connection, as `migrate` answers it. */
  readonly databaseUrl: string
  readonly secrets: Secrets
  readonly home: Home
  /** The built page. */
  readonly web: string
  readonly host: string
  readonly port: number
}

export interface Serving {
  readonly address: string
  /** Accepts nothing more, finishes the requests under way, closes its connections. */
  stop(): Promise<void>
}

export async function serve({ host, port }: ServeOptions): Promise<Serving> {
  const server = createServer((_, response) => response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' }).end('平台尚未装配完成。\n'))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ host, port }, resolve))
  const address = `http://${host}:${(server.address() as AddressInfo).port}`
  return { address, stop: () => new Promise(resolve => server.close(() => resolve())) }
}

export interface LoadOptions { readonly adminUrl: string; readonly home: Home; readonly progress: Progress }

/** Loads the places of the province; answers how many were new. With `onlyWhenEmpty` a loaded tree is left alone. */
export async function importPlaces(_options: LoadOptions & { onlyWhenEmpty?: boolean; file?: string }): Promise<number> {
  return 0
}

/** Loads the demonstration people; answers how many. With `onlyWhenEmpty` an inhabited database is left alone. */
export async function seed(_options: LoadOptions & { onlyWhenEmpty?: boolean }): Promise<number> {
  return 0
}

/** How to log in as the people of the demonstration, one line each; none outside of it. */
export async function demoLogins(_options: { adminUrl: string; home: Home }): Promise<string[]> {
  return []
}
