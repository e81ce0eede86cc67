import type { ItemBody } from '../../../contract/catalogue.ts'

/** The paper by which one chooses the promise (告知承诺) instead of proofs. */
export const promiseLetter = 'promise_letter'

/** True when the item may be had on a promise. */
export const offersPromise = ({ materials }: ItemBody): boolean => materials.some(one => one.id === promiseLetter && one.source === 'promise')
