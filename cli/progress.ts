/** Something long under way, as people wait for it. */
export interface Progress {
  /** So much is done; the total may be told, or corrected, on the way. What was shown never goes back; of a hundred it is a percentage. */
  to(done: number, total?: number): void
  /** It is done: one last line with the time it took. */
  end(note?: string): void
}

export interface ProgressOutput { isTTY?: boolean; columns?: number; write(text: string): unknown }

/** Shows a bar on a terminal, elsewhere a line every few seconds; nothing in between, so that logs stay readable. */
export function progress(title: string, out: ProgressOutput = process.stderr, now: () => number = Date.now): Progress {
  const started = now()
  const [bar, every] = [out.isTTY === true, out.isTTY === true ? 100 : 5000]
  let [shown, total] = [bar ? 0 : started, undefined as number | undefined]
  let most = 0
  const state = (done: number) => (total === 100 ? `${done}%` : total ? `${done}/${total}（${Math.floor((100 * done) / total)}%）` : String(done))
  return {
    to(at, all = total) {
      const share = all ? at / all : 0
      const done = all && share < most ? Math.round(most * all) : at
      most = Math.max(most, share)
      total = all
      if (now() - shown < every) return
      shown = now()
      if (!bar) return void out.write(`${title}：${state(done)}\n`)
      const width = 24
      const full = total ? Math.min(width, Math.round((width * done) / total)) : 0
      out.write(`\r\x1b[K${title} ${total ? `[${'█'.repeat(full)}${'·'.repeat(width - full)}] ` : ''}${state(done)}`)
    },
    end(note = '完成') {
      out.write(`${bar ? '\r\x1b[K' : ''}${title}：${note}，${((now() - started) / 1000).toFixed(1)} 秒\n`)
    },
  }
}
