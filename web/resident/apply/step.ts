import type { Form } from './form.ts'
import type { Sheet } from './sheet.ts'

/** What every page of an application is given. */
export interface StepProps {
  sheet: Sheet; form: Form; progress: { at: number; of: number; title: string }; back: string; go: () => void
  /** The address of the page that one had come to last time. */
  resume?: string | null
}
