import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

/** The running server with fresh demonstration data; the test runner starts it. */
export const base = (): string => {
  const url = process.env['GONGZHI_JOURNEY_URL']
  if (!url) throw new Error('GONGZHI_JOURNEY_URL names no running server')
  return url.replace(/\/$/, '')
}

const known = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
function findBrowser(): string {
  if (process.env['CHROMIUM']) return process.env['CHROMIUM']
  for (const name of known) {
    try {
      return execFileSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).trim()
    } catch { /* not this one */ }
  }
  throw new Error('no Chromium found; CHROMIUM may name one')
}

export const launch = (): Promise<Browser> => chromium.launch({
  executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
})

export const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } } as const

export interface Visitor { context: BrowserContext; page: Page; faults: string[] }

/** A browser of one's own: nobody logged in, Beijing time; `faults` gathers what the pages complained about. */
export async function visitor(browser: Browser, { size = 'phone', large = false }: { size?: keyof typeof sizes; large?: boolean } = {}): Promise<Visitor> {
  const context = await browser.newContext({ viewport: sizes[size], reducedMotion: 'reduce', locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: base() })
  context.setDefaultTimeout(20_000)
  if (large) await context.addInitScript("try { localStorage.setItem('gongzhi:large', '1') } catch {}")
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', error => faults.push(error.message))
  // An expected refusal is a line of the browser's own; everything else on the console is a fault of ours.
  page.on('console', message => { if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text()) })
  return { context, page, faults }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
interface Violation { id: string; impact: string | null; nodes: { target: string[] }[] }

/** Nothing serious found by axe, nothing wider than the screen; in 大字版 no text under 18 px. */
export async function sound(page: Page, where: string): Promise<void> {
  await page.evaluate(axe)
  const found = await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(rules)} }).then(r => r.violations)`) as Violation[]
  const bad = found.filter(v => v.impact === 'serious' || v.impact === 'critical')
  assert.deepEqual(bad.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | ')}`), [], `axe on ${where}`)
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth') as boolean, `${where} is wider than the screen`)
  const small = await page.evaluate(`document.documentElement.hasAttribute('data-large') ? [...document.querySelectorAll('#root *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && !e.closest('svg, .g-unseen, .g-skip') && parseFloat(getComputedStyle(e).fontSize) < 17.95)
    .map(e => e.className || e.tagName) : []`) as string[]
  assert.deepEqual([...new Set(small)], [], `text under 18 px on ${where}`)
}

/** Runs a story; when it fails, leaves a picture of the page in a folder whose path is part of the error. */
export async function pictured(page: Page, name: string, story: () => Promise<void>): Promise<void> {
  try {
    await story()
  } catch (error) {
    const folder = join(tmpdir(), 'gongzhi-journeys')
    mkdirSync(folder, { recursive: true })
    const path = join(folder, `${name}-${process.pid}.png`)
    await page.screenshot({ path, fullPage: true }).catch(() => undefined)
    if (error instanceof Error) error.message += `\n  at ${page.url()}, picture: ${path}`
    throw error
  }
}

/** Presses Tab until the focus is on what fits; says so when the keyboard never gets there. */
export async function tabTo(page: Page, selector: string, most = 60): Promise<void> {
  for (let i = 0; i < most; i++) {
    if (await page.evaluate(`document.activeElement !== document.body && document.activeElement.matches(${JSON.stringify(selector)})`)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${selector}`)
}

/** The page's title as it is drawn. */
export const heading = (page: Page, text: string | RegExp) => page.getByRole('heading', { level: 1, name: text }).waitFor()
