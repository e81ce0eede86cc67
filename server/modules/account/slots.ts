import { Problem } from '../../kernel/problem.ts'

/** Lets `width` pieces of work run at once and `queue` wait; one more is refused with `server.busy`. */
export function slots(width: number, queue: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async work => {
    if (running < width) running++
    else if (waiting.length >= queue) throw new Problem('server.busy')
    // Whoever leaves hands the place on, so it is never counted free in between.
    else await new Promise<void>(resolve => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
