import { useEffect, useRef, useState } from 'react'
import { asRefusal } from '../kernel/refusal.ts'

/**
 * One attempt at a time; the refusal of the last one, by field and as a whole, with the focus in the faulty field. `beside` says
 * which field a refusal belongs to that names none.
 */
export function useAttempt(beside: Readonly<Record<string, string>> = {}) {
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState<Record<string, string>>({})
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [faults])
  const run = async (deed: () => Promise<void>) => {
    setBusy(true)
    setFaults({})
    try {
      await deed()
    } catch (error) {
      const refused = asRefusal(error)
      const field = beside[refused.code]
      setFaults(field ? { [field]: refused.message } : { ...refused.byField, '': refused.fields.length ? '' : refused.message })
    } finally {
      setBusy(false)
    }
  }
  return { form, busy, faults, setFaults, run }
}
