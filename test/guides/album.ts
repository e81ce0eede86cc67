import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { base, sizes } from '../journeys/browser.ts'
import { enter } from '../journeys/caller.ts'

const folder = join(import.meta.dirname, '../../docs/guides/images')
/** What would move, float over other parts, or show what a reader never sees. */
const style = '*, *::before, *::after { transition: none !important; animation: none !important } .i-bar, .g-question-foot { position: static !important } .g-skip { display: none !important }'
/** Space round a part of a page, in its own pixels. */
const margin = 14

/** What of the browser's window is used here. */
interface Screen { scrollX: number; scrollY: number; scrollBy: (x: number, y: number) => void }

/** Takes pictures for the guides: small WebP files, always of the same size and cut. */
export class Album {
  private readonly browser: Browser
  private darkroom: Page | null = null
  readonly taken: { name: string; bytes: number }[] = []
  constructor(browser: Browser) {
    this.browser = browser
  }

  /** A browser of one's own at phone or desk size; as somebody of the cast, in the seat of an office, when a login is named. */
  async open(size: keyof typeof sizes, { login, office, large = false }: { login?: string; office?: string; large?: boolean } = {}): Promise<{ page: Page; context: BrowserContext; seat: string }> {
    const context = await this.browser.newContext({
      viewport: sizes[size], deviceScaleFactor: size === 'phone' ? 1.5 : 1, reducedMotion: 'reduce', locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: base(),
    })
    context.setDefaultTimeout(20_000)
    if (large) await context.addInitScript("localStorage.setItem('gongzhi:large', '1')")
    const caller = login ? await enter(login, office) : null
    const [name, ...value] = (caller?.cookie ?? '').split('=')
    if (caller) await context.addCookies([{ name: name!, value: value.join('='), url: base() }])
    return { context, page: await context.newPage(), seat: caller?.seat ?? '' }
  }

  /** Pictures what the screen shows, from `from` down when given; or only `of`, from its upper to the last one's lower edge. */
  async snap(page: Page, name: string, { from, of, height }: { from?: Locator; of?: Locator; height?: number } = {}): Promise<void> {
    if (from) await from.evaluate((element, gap) => (globalThis as unknown as Screen).scrollBy(0, element.getBoundingClientRect().top - gap), margin)
    else if (!of) await page.evaluate('scrollTo(0, 0)')
    await page.evaluate('document.fonts.ready')
    await page.waitForTimeout(250)
    const part = of && await this.around(of, height)
    const png = await page.screenshot({ style, animations: 'disabled', ...(part ? { clip: part, fullPage: true } : {}) })
    const webp = await this.develop(png)
    writeFileSync(join(folder, `${name}.webp`), webp)
    this.taken.push({ name, bytes: webp.length })
    console.log(`${name}.webp  ${Math.round(webp.length / 1000)} KB`)
  }

  private async around(of: Locator, height = Infinity): Promise<{ x: number; y: number; width: number; height: number }> {
    const boxes = await of.evaluateAll(elements => elements.map(element => {
      const { scrollX, scrollY } = globalThis as unknown as Screen
      const { left, top, right, bottom } = element.getBoundingClientRect()
      return { left: left + scrollX, top: top + scrollY, right: right + scrollX, bottom: bottom + scrollY }
    }))
    const [left, top] = [Math.min(...boxes.map(box => box.left)) - margin, Math.min(...boxes.map(box => box.top)) - margin].map(edge => Math.max(0, edge)) as [number, number]
    return { x: left, y: top, width: Math.max(...boxes.map(box => box.right)) + margin - left, height: Math.min(height, Math.max(...boxes.map(box => box.bottom)) + margin - top) }
  }

  /** PNG to WebP by the browser itself. */
  private async develop(png: Buffer): Promise<Buffer> {
    this.darkroom ??= await (await this.browser.newContext()).newPage()
    const data = await this.darkroom.evaluate(`(async () => {
      const picture = await createImageBitmap(await (await fetch('data:image/png;base64,${png.toString('base64')}')).blob())
      const canvas = document.createElement('canvas')
      canvas.width = picture.width
      canvas.height = picture.height
      canvas.getContext('2d').drawImage(picture, 0, 0)
      return canvas.toDataURL('image/webp', 0.82)
    })()`) as string
    return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64')
  }
}
