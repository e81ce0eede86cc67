import { useState } from 'react'
import { demoLogins, login, logout, verify, type DemoLogin } from '../../contract/account.ts'
import { ask, call } from '../kernel/api.ts'
import { asRefusal } from '../kernel/refusal.ts'
import type { SaidOfCard } from './DemoPanel.tsx'

export const own = { seat: null } as const

/** The code that one of the cast would type next, and in how many seconds it is good; null when the demonstration does not say. */
export const codeOf = (name: string): Promise<{ code: string; wait: number } | null> =>
  ask(demoLogins, {}, own).then(({ logins }) => {
    const found = logins.find(l => l.login === name)
    return found?.code ? { code: found.code, wait: found.wait_seconds } : null
  }, () => null)
const pause = (seconds: number) => new Promise(resolve => setTimeout(resolve, seconds * 1000))

/** Entering as one of the cast by a tap: password, code (waited for where one was just used), and in; what happens is said beside the card. */
export function useDemo({ half, arrive }: { half: boolean; arrive: (home: string) => Promise<void> }) {
  const [busy, setBusy] = useState<string | null>(null)
  const [said, setSaid] = useState<SaidOfCard | null>(null)
  const enter = async (who: DemoLogin) => {
    setBusy(who.login)
    setSaid(null)
    try {
      if (half) await call(logout, {}, own)
      // The code shown when the page was opened may have run out since.
      const fresh = who.staff ? await codeOf(who.login) : null
      if (fresh && fresh.wait > 0) {
        setSaid({ login: who.login, fault: false, text: `${who.name}的动态验证码刚用过，约 ${fresh.wait} 秒后有新的，到时自动登录。` })
        await pause(fresh.wait)
      }
      const { needs_second_factor } = await call(login, { login: who.login, password: who.password }, own)
      if (needs_second_factor && fresh) await call(verify, { code: fresh.code }, own)
      await arrive(who.home)
    } catch (error) {
      setSaid({ login: who.login, fault: true, text: asRefusal(error).message })
    } finally {
      setBusy(null)
    }
  }
  return { busy, said, enter }
}
