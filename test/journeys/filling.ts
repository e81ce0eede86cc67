import type { Page } from 'playwright-core'

export const goOn = (page: Page, name: string | RegExp = '继续') => page.getByRole('button', { name }).click()
const title = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()

/** Goes from question to question until everything is shown once more, each answered by `answer`; says what was asked. */
export async function answersAll(page: Page, answer: (question: string) => Promise<void>, seen: (question: string) => Promise<void>): Promise<string[]> {
  const asked: string[] = []
  for (;;) {
    const question = await title(page)
    if (question.startsWith('请核对')) return asked
    if (question.startsWith('有材料')) { await goOn(page, '没有，继续') } else if (question.startsWith('可以从证照库')) {
      for (const box of await page.locator('main input[type=checkbox]').all()) await box.check()
      await seen(question)
      await goOn(page)
    } else {
      asked.push(question)
      await answer(question)
      await seen(question)
      await goOn(page)
    }
    await page.waitForFunction(`document.querySelector('h1').innerText !== ${JSON.stringify(question)}`)
  }
}
