import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { Problem } from '../problem.ts'
import { pageHeaders, transportSecurity } from './headers.ts'
import { refusing } from './refuse.ts'

interface Asset { type: string; cache: string; etag: string; raw: Buffer; br: Buffer | undefined; gzip: Buffer | undefined }

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.webmanifest': 'application/manifest+json', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8', '.wasm': 'application/wasm', '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.avif': 'image/avif',
  '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.woff': 'font/woff', '.pdf': 'application/pdf',
}
const squeezable = new Set(['.html', '.js', '.mjs', '.css', '.json', '.webmanifest', '.svg', '.txt', '.map', '.wasm'])
/** A name with a hash of its content, as the bundler writes it: it never changes. */
const hashed = /^\/assets\/.*-[\w-]{8,}\.\w+$/

const takesBr = /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/
const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/

/**
 * Serves the built web from memory: a few megabytes, read and compressed once, so that a request touches no disk and can
 * ask for nothing that was not built. An address without a file name is a page of the application.
 */
export async function web(app: FastifyInstance, { folder, log }: { folder: string; log: Logger }): Promise<void> {
  const assets = await load(folder)
  const page = assets.get('/index.html')
  const answer = refusing(log)
  const serve = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const path = pathOf(request)
    const asset = path === '/' ? page : assets.get(path) ?? (isPage(path) ? page : undefined)
    if (!asset) return answer(new Problem('found.nothing'), request, reply)
    reply.headers(pageHeaders).header('cache-control', asset.cache).header('etag', asset.etag).header('vary', 'accept-encoding')
    if (request.protocol === 'https') reply.header('strict-transport-security', transportSecurity)
    if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send()
    const accepts = String(request.headers['accept-encoding'] ?? '')
    const [encoding, body] = asset.br && takesBr.test(accepts) ? ['br', asset.br] as const
      : asset.gzip && takesGzip.test(accepts) ? ['gzip', asset.gzip] as const : [null, asset.raw] as const
    if (encoding) reply.header('content-encoding', encoding)
    return reply.header('content-type', asset.type).send(body)
  }
  app.get('/*', serve)
}

function pathOf(request: FastifyRequest): string {
  try {
    return decodeURIComponent(request.url.split('?', 1)[0]!)
  } catch {
    return ''
  }
}

/** A client's route: `/`, `/desk/…`, `/services/…`. What looks like a file, or belongs to the server, is not. */
const isPage = (path: string): boolean => path.startsWith('/') && !/^\/(api|files|assets)(\/|$)/.test(path) && !/\.\w+$/.test(path)

async function load(folder: string): Promise<Map<string, Asset>> {
  const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile()).map(entry => join(entry.parentPath ?? entry.path, entry.name))
  const named = new Map(paths.map(path => [`/${relative(folder, path).split(sep).join('/')}`, path]))
  const originals = [...named.keys()].filter(name => !/\.(br|gz)$/.test(name))
  return new Map(await Promise.all(originals.map(async name => [name, await read(name, named)] as const)))
}

async function read(name: string, named: ReadonlyMap<string, string>): Promise<Asset> {
  const raw = await readFile(named.get(name)!)
  const extension = extname(name)
  const squeeze = squeezable.has(extension) && raw.length > 1024
  const ready = async (suffix: string, make: () => Promise<Buffer>): Promise<Buffer | undefined> => {
    const path = named.get(name + suffix)
    return path ? readFile(path) : squeeze ? make() : undefined
  }
  const [br, gz] = await Promise.all([
    ready('.br', () => promisify(brotliCompress)(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } })),
    ready('.gz', () => promisify(gzip)(raw, { level: 6 })),
  ])
  return {
    raw, br, gzip: gz, type: types[extension] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(raw).digest('base64url').slice(0, 22)}"`,
    cache: hashed.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
}
