import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { query } from '../../contract/kernel.ts'
import { createHttp, createLog, type HttpParts } from '../../server/kernel/http/index.ts'
import { here, serve } from '../../server/kernel/operation.ts'
import type { Module } from '../../server/kernel/module.ts'
import { accountCookies } from '../../server/modules/account/index.ts'
import { cases } from '../../server/modules/case/index.ts'
import { service } from '../../server/modules/service/index.ts'
import { smallHouse, type SmallHouse } from '../account/smallHouse.ts'

export interface Served extends SmallHouse {
  app: FastifyInstance
  /** Everything that was logged, as one text. */
  logged(): string
  /** Another server on the same house. */
  another(parts: Partial<HttpParts>): FastifyInstance
}

/** An operation with a mistake in it, of the kind that quotes what it was given. */
const broken: Module = {
  name: 'broken',
  offices: { anyone: ['broken'] },
  operations: [serve(query('test.broken', z.object({ text: z.string().optional() }), z.object({})), {
    verb: 'broken', at: here,
    run: (_, { text }) => { throw new Error(`cannot read 329901197001010001 of ${text ?? ''}`) },
  })],
}

/** Transport, accounts, messages and services on a database of their own, with a small built web. */
export async function served(): Promise<Served> {
  const at = await smallHouse({ more: [service, cases, broken] })
  const lines: string[] = []
  const log = createLog({ destination: new Writable({ write: (line, _, done) => { lines.push(String(line)); done() } }) })
  const web = builtWeb()
  const another = (parts: Partial<HttpParts>) => createHttp({
    house: at.house, authenticate: at.seat, settings: { demonstration: true, uploads: at.uploads }, cookies: accountCookies, log, web, rateLimits: null, ...parts,
  })
  const app = another({})
  await app.ready()
  return {
    ...at, app, another, logged: () => lines.join(''),
    async close() {
      await app.close()
      await at.close()
      rmSync(web, { recursive: true })
    },
  }
}

export const script = `console.log(${JSON.stringify('x'.repeat(5000))})`

function builtWeb(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gongzhi-web-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>共治</title>')
  writeFileSync(join(folder, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(join(folder, 'assets', 'main-Ab12Cd34.js'), script)
  writeFileSync(join(folder, 'assets', 'ready-Ab12Cd34.js'), script)
  writeFileSync(join(folder, 'assets', 'ready-Ab12Cd34.js.br'), 'pretend')
  return folder
}

export const own = { 'x-gongzhi': '1' }
/** The session cookie that an answer set. */
export const cookieOf = (answer: { headers: Record<string, unknown> }): string => String(answer.headers['set-cookie']).split(';', 1)[0]!
