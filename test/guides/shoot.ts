import { launch, pictured } from '../journeys/browser.ts'
import { admission } from './admission.ts'
import { Album } from './album.ts'
import { community } from './community.ts'
import { exchange } from './exchange.ts'
import { items } from './items.ts'
import { reports } from './reports.ts'
import { resident } from './resident.ts'
import { window } from './window.ts'

// Each guide's walk through the demonstration; run by `npm run guides`.
const walks = { resident, window, items, exchange, reports, community, admission }
const wanted = process.argv.slice(2)
const browser = await launch()
try {
  const album = new Album(browser)
  for (const [name, walk] of Object.entries(walks)) if (wanted.length === 0 || wanted.includes(name)) await walk(album)
  console.log(`${album.taken.length} pictures, ${Math.round(album.taken.reduce((sum, one) => sum + one.bytes, 0) / 1000)} KB`)
} catch (error) {
  const page = browser.contexts().flatMap(context => context.pages()).at(-1)
  if (page) await pictured(page, 'guides', () => Promise.reject(error))
  throw error
} finally {
  await browser.close()
}
