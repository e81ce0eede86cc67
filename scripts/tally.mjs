import { relative, resolve } from 'node:path'
import { inspect } from 'node:util'

/**
 * Counts tests from the events of node's test runner. A test that contains tests is not counted beside them, unless it
 * fails of itself; a file that crashes, hangs or holds no test counts as one failed; skipped ones and todos are neither.
 * `see` answers the lines to show: failures in full, and one line per file with its time.
 */
export class Tally {
  passed = 0
  failed = 0
  skipped = 0
  #base
  #times = new Map()
  #outputs = new Map()
  #pending = new Set()
  #current
  #names = []

  constructor(base) {
    this.#base = base
  }

  see({ type, data }) {
    if (data === undefined || data.file === undefined) return ''
    const ofFile = data.nesting === 0 && resolve(this.#base, data.name ?? '') === data.file
    if (type === 'test:enqueue' && ofFile) this.#pending.add(data.file)
    if (type === 'test:complete' && ofFile) {
      this.#pending.delete(data.file)
      this.#times.set(data.file, data.details.duration_ms)
    }
    if (type === 'test:stdout' || type === 'test:stderr') return this.#hear(data.file, data.message)
    if (type === 'test:start' && !ofFile) {
      this.#names.length = data.nesting
      this.#names.push(data.name)
    }
    if (type !== 'test:pass' && type !== 'test:fail') return ''
    const line = this.#open(data.file)
    return line + (ofFile ? this.#file(type, data) : this.#test(type, data))
  }

  /** The line of the last file. */
  end() {
    return this.#close()
  }

  /** Counts every file that has not ended as failed. */
  giveUp() {
    const lines = [...this.#pending].map(file => {
      const line = this.#open(file)
      this.#count('failed')
      return line + this.#failure('the file did not end', undefined)
    })
    return lines.join('') + this.#close()
  }

  #open(file) {
    if (this.#current?.file === file) return ''
    const line = this.#close()
    this.#current = { file, passed: 0, failed: 0, skipped: 0, above: [] }
    return line
  }

  #hear(file, message) {
    this.#outputs.set(file, `${this.#outputs.get(file) ?? ''}${message}`.slice(-65536))
    return ''
  }

  #test(type, data) {
    const { above } = this.#current
    const parent = above[data.nesting + 1] === true || data.details.type === 'suite'
    above[data.nesting + 1] = false
    above[data.nesting] = true
    if (data.skip !== undefined && data.skip !== false) return this.#count('skipped')
    if (data.todo !== undefined && data.todo !== false) return this.#count('skipped')
    if (type === 'test:pass') return parent ? '' : this.#count('passed')
    if (data.details.error?.failureType === 'subtestsFailed') return ''
    this.#count('failed')
    return this.#failure([...this.#names.slice(0, data.nesting), data.name].join(' › '), data.details.error)
  }

  #file(type, data) {
    const { passed, failed, skipped } = this.#current
    if (type === 'test:fail' && data.details.error?.failureType !== 'subtestsFailed') {
      this.#count('failed')
      return this.#failure('the file itself', data.details.error)
    }
    if (type === 'test:pass' && passed + failed + skipped === 0) {
      this.#count('failed')
      return this.#failure('the file holds no test, or ended before them', undefined)
    }
    return ''
  }

  #count(kind) {
    this[kind]++
    this.#current[kind]++
    return ''
  }

  #failure(name, error) {
    const cause = error?.cause ?? error
    const told = cause === undefined ? '' : typeof cause === 'string' ? cause : inspect(cause, { depth: 8 })
    return `\n✖ ${relative(this.#base, this.#current.file)} › ${name}\n${told.replace(/^/gm, '    ')}\n\n`
  }

  #close() {
    if (this.#current === undefined) return ''
    const { file, passed, failed, skipped } = this.#current
    const output = this.#outputs.get(file) ?? ''
    this.#outputs.delete(file)
    this.#current = undefined
    const time = `${((this.#times.get(file) ?? 0) / 1000).toFixed(1)} s`
    const counts = [`${passed} passed`, ...(failed ? [`${failed} failed`] : []), ...(skipped ? [`${skipped} skipped`] : [])].join(', ')
    const said = failed > 0 && output !== '' ? `    output of this file:\n${output.trimEnd().replace(/^/gm, '    | ')}\n` : ''
    return `${said}${failed ? '✖' : '✔'} ${relative(this.#base, file)}  ${counts}  (${time})\n`
  }
}
