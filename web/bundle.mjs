#!/usr/bin/env node
/**
 * Weighs what a resident's first page loads: the page, the entry, all it imports at once, and the style sheets, gzipped. Prints
 * each part and the sum; exit code 1 above 200 KB (of 1,000 bytes), or when the desk's library is among it.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

export const limit = 200_000

/** The files of the first page with their gzipped bytes, from the manifest of a built app in `dist`. */
export function weigh(dist) {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const files = new Set(['index.html', ...[...html.matchAll(/<script src="\/([^"]+)"/g)].map(m => m[1])])
  const take = name => {
    const chunk = manifest[name]
    if (files.has(chunk.file)) return
    files.add(chunk.file)
    for (const css of chunk.css ?? []) files.add(css)
    for (const next of chunk.imports ?? []) take(next)
  }
  take('index.html')
  const parts = [...files].map(file => {
    const bytes = readFileSync(join(dist, file))
    return { file, gzip: gzipSync(bytes).length, antd: file.endsWith('.js') && bytes.includes('ant-select') }
  })
  return { parts, total: parts.reduce((sum, p) => sum + p.gzip, 0), antd: parts.some(p => p.antd) }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const dist = process.argv[2] ?? fileURLToPath(new URL('../dist/web', import.meta.url))
  const { parts, total, antd } = weigh(dist)
  for (const p of parts) console.log(`${String(p.gzip).padStart(8)}  ${p.file}`)
  console.log(`${String(total).padStart(8)}  first page of a resident, gzipped; the limit is ${limit}`)
  if (antd) console.error('antd is in the first page of a resident')
  process.exitCode = total > limit || antd ? 1 : 0
}
