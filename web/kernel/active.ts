/** The longest pause between two touches of a form that still counts as work. */
const pause = 60_000

/** Adds up how long somebody worked on the form of this page: from touch to touch, long pauses left out. */
export class ActiveTime {
  #page = ''
  #last: number | null = null
  #total = 0

  /** A key was pressed or a field touched, at an instant in milliseconds, on the page of this address. */
  touched(at: number, page: string): void {
    if (page !== this.#page) { this.#page = page; this.#last = null; this.#total = 0 }
    if (this.#last !== null && at > this.#last && at - this.#last <= pause) this.#total += at - this.#last
    this.#last = at
  }

  /** The work since it was last taken; it counts once. */
  take(at: number, page: string): number {
    this.touched(at, page)
    const total = Math.round(this.#total)
    this.#total = 0
    return total
  }
}

export const activeTime = new ActiveTime()

/** Watches the one form: every page has it, and nobody fills in how long they took. */
export function watchForms(): void {
  const heard = (event: Event) => {
    if (event.target instanceof Element && event.target.closest('form, .c-form, .r-form')) activeTime.touched(performance.now(), location.pathname)
  }
  for (const kind of ['input', 'keydown', 'pointerdown', 'focusin']) document.addEventListener(kind, heard, { capture: true, passive: true })
}
