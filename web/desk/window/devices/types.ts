import type { Card } from '../card.ts'

/** The tools on a window's table. Each has its fallback on the page itself: typing, choosing a file, drawing with the mouse. */
export interface CardReader {
  /** Hears every card that is laid on the reader; the answer stops listening. */
  listen(onCard: (card: Card) => void): () => void
}
export interface DocumentCamera {
  /** One picture of what lies under the camera. */
  take(title: string): Promise<File>
}
export interface SignaturePad {
  /** Asks for a signature under a title and gives the picture of it. */
  sign(title: string): Promise<File>
}
export interface NumberDisplay {
  /** Shows, or calls out, a number at a counter. */
  show(number: string, counter: string): void
}
/** What is there; null where the page does it itself. */
export interface Devices { reader: CardReader | null; camera: DocumentCamera | null; pad: SignaturePad | null; display: NumberDisplay | null }

/** `keyboard`: none of it. `demonstration`: emulated ones. `bridge`: a program on this computer that drives the real ones. */
export const driverNames = { keyboard: '不接设备', demonstration: '演示设备', bridge: '本机设备' } as const
export type Driver = keyof typeof driverNames
