import { ofTab } from '../../../kernel/storage.ts'

const key = (number: string) => `gongzhi:signed:${number}`

/** Keeps the signature under a receipt until it is printed, in this tab and the one that prints; nowhere else. */
export async function keepSignature(number: string, file: File): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  ofTab.set(key(number), `data:${file.type};base64,${btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))}`)
}
export const signatureOf = (number: string): string | null => ofTab.get(key(number))
export const dropSignatures = (): void => { for (const each of ofTab.keys()) if (each.startsWith(key(''))) ofTab.drop(each) }
