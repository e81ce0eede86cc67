#!/usr/bin/env node
/**
 * Looks at the gallery in a real browser: a picture of every page at phone and desk size, normal and large, and what
 * axe finds. `node web/gallery/look.mjs <folder for the pictures> [page …]`; CHROMIUM names the browser.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'
import { findChromium } from '../../scripts/chromium.mjs'

const [folder = 'look', ...only] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const server = await createServer({ configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)), server: { port: 0 }, logLevel: 'error' })
await server.listen()
const base = `http://localhost:${server.httpServer.address().port}/gallery/index.html`
const browser = await chromium.launch({
  executablePath: execFileSync('sh', ['-c', 'command -v "$0"', await findChromium()], { encoding: 'utf8' }).trim(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
})
const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 }, tablet: { width: 834, height: 1112 } }
let bad = 0
for (const [size, viewport] of Object.entries(sizes)) for (const large of size === 'tablet' ? [false] : [false, true]) {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', locale: 'zh-CN' })
  await context.addInitScript(on => localStorage.setItem('gongzhi:large', on ? '1' : '0'), large)
  const page = await context.newPage()
  page.on('console', m => { if (m.type() === 'error') console.log('console:', m.text().slice(0, 300)) })
  page.on('pageerror', e => console.log('page:', e.message))
  await page.goto(base)
  const names = only.length ? only : await page.$$eval('#main a', all => all.map(a => a.textContent))
  for (const name of names) {
    await page.goto(`${base}?page=${name}`)
    await page.waitForSelector('h1', { state: 'attached' })
    await page.waitForTimeout(150)
    await page.screenshot({ path: join(folder, `${name}-${size}${large ? '-large' : ''}.png`), fullPage: true })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    if (wide > 0) { bad++; console.log(`${name} ${size} ${large ? 'large' : ''}: ${wide} px too wide`) }
    await page.evaluate(axe)
    const found = await page.evaluate(() => window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
    for (const v of found.violations) {
      bad++
      console.log(`${name} ${size} ${large ? 'large' : ''}: ${v.impact} ${v.id}: ${v.nodes.map(n => n.target.join(' ')).slice(0, 4).join(' | ')}`)
    }
    if (large) {
      const small = await page.evaluate(() => [...document.querySelectorAll('.g-page *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && !e.closest('svg, .g-unseen, .g-skip') && parseFloat(getComputedStyle(e).fontSize) < 17.95).map(e => e.className || e.tagName))
      if (small.length) { bad++; console.log(`${name} ${size} large: under 18 px: ${[...new Set(small)].slice(0, 5).join(' | ')}`) }
    }
  }
  await context.close()
}
await browser.close()
await server.close()
console.log(bad ? `${bad} findings` : 'nothing found')
process.exitCode = bad ? 1 : 0
