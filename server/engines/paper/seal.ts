/** A paper that is finished: signed, and perhaps in another form than it was set in. */
export interface Sealed { content: Buffer; type: 'application/pdf' | 'application/ofd' }

/**
 * Where seals come from. A deployment puts its seal service here: it holds the keys, we hold none. What is returned is what
 * people get, so a service that answers with a signed OFD (GB/T 33190) replaces the PDF.
 */
export interface Sealer {
  /** The picture that is set over the organ's name, as SVG; null: none is printed. */
  mark(organ: string): string | null
  sign(pdf: Buffer, about: { number: string; organ: string }): Promise<Sealed>
}

const red = '#c01920'

/** The seal of the demonstration: bears no star, no organ, no signature, and says what it is. */
export const specimenSealer: Sealer = {
  mark: () => `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="120" viewBox="0 0 120 120" fill="none" stroke="${red}" opacity="0.62">
    <circle cx="60" cy="60" r="56" stroke-width="3.4"/><circle cx="60" cy="60" r="50" stroke-width="0.9"/>
    <g fill="${red}" stroke="none" font-family="Gongzhi Song" text-anchor="middle">
      <text x="60" y="38" font-size="11">共治演示系统</text><text x="60" y="74" font-size="34">样章</text><text x="60" y="94" font-size="10">不具有法律效力</text>
    </g></svg>`,
  sign: pdf => Promise.resolve({ content: pdf, type: 'application/pdf' }),
}
