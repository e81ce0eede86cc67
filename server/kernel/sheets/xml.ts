import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import { Problem } from '../problem.ts'

/** What is told of a text in XML as it goes by: names without their prefix. */
export interface Heard {
  opened(name: string, attributes: Readonly<Record<string, string>>): void
  said?(text: string): void
  closed(name: string): void
}

/** Bytes of one text, tag or comment: far more than a program writes into a cell, and little enough to be held. */
const longest = 4 * 1024 * 1024

/**
 * Reads XML piece by piece and tells what goes by. Throws `sheet.broken` for what is not well formed or declares a document type,
 * `sheet.too_large` for one text, tag or comment beyond all measure.
 */
export class Listening {
  readonly #parser = new SaxesParser({ xmlns: false, position: false })
  readonly #decoder = new StringDecoder('utf8')
  /** Bytes taken since anything was told: the parser holds them until it can tell. */
  #held = 0

  constructor(heard: Heard) {
    const parser = this.#parser
    parser.on('error', () => { throw new Problem('sheet.broken') })
    parser.on('doctype', () => { throw new Problem('sheet.broken') })
    parser.on('opentag', ({ name, attributes }) => { this.#held = 0; heard.opened(local(name), attributes) })
    parser.on('closetag', ({ name }) => { this.#held = 0; heard.closed(local(name)) })
    if (heard.said) {
      const said = heard.said.bind(heard)
      parser.on('text', said)
      parser.on('cdata', said)
    }
  }

  take(piece: Buffer): void {
    if ((this.#held += piece.length) > longest + piece.length) throw new Problem('sheet.too_large')
    this.#parser.write(this.#decoder.write(piece))
  }

  end(): void {
    this.#parser.write(this.#decoder.end()).close()
  }
}

const local = (name: string): string => name.includes(':') ? name.slice(name.indexOf(':') + 1) : name

/** What spreadsheet programs write for characters that XML cannot hold: `_x000D_`. */
export const unwritten = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text
