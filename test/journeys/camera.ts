import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import decodeQr from 'qr/decode.js'

const pdfjs = readFileSync(fileURLToPath(import.meta.resolve('unpdf/pdfjs')), 'utf8')
const house = 'https://printer.example/'

/** Draws the first page of a PDF in the browser, as paper would show it, and answers what a camera reads from the QR code on it. */
export async function scanned(browser: Browser, pdf: Buffer): Promise<string> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.route(`${house}**`, route => route.fulfill(route.request().url().endsWith('.mjs') ? { contentType: 'text/javascript', body: pdfjs } : { contentType: 'text/html', body: '<canvas></canvas>' }))
    await page.goto(house)
    const drawn = await page.evaluate(`(async () => {
      const { getDocument } = await import('${house}pdfjs.mjs')
      const bytes = Uint8Array.from(atob('${pdf.toString('base64')}'), letter => letter.charCodeAt(0))
      const sheet = await (await getDocument({ data: bytes }).promise).getPage(1)
      const viewport = sheet.getViewport({ scale: 2 })
      const canvas = document.querySelector('canvas')
      canvas.width = viewport.width
      canvas.height = viewport.height
      const canvasContext = canvas.getContext('2d')
      await sheet.render({ canvasContext, viewport }).promise
      const { width, height, data } = canvasContext.getImageData(0, 0, canvas.width, canvas.height)
      return { width, height, data: Array.from(data) }
    })()`) as { width: number; height: number; data: number[] }
    return decodeQr({ ...drawn, data: Uint8Array.from(drawn.data) })
  } finally {
    await context.close()
  }
}
