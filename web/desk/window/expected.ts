/** Whom the queue has just called to this counter: the reception begins with the name. Kept for the next reception only. */
export interface Expected { name: string | null; number: string }
let expected: Expected | null = null

export const expectGuest = (guest: Expected): void => { expected = guest }
export const takeExpected = (): Expected | null => {
  const guest = expected
  expected = null
  return guest
}
