import type { Database } from './db/index.ts'

/** How many attempts were counted under a key within its window, this one with them, and for how many seconds that lasts. */
export interface Counted { key: string; n: number; seconds: number }

/**
 * Counts an attempt under each of these keys, before it is made and outside of its transaction, which a refusal would roll back: a
 * hundred at once get as many answers as there are to be had. The window begins with the first attempt under a key.
 */
export const knock = async ({ door }: Pick<Database, 'door'>, window_seconds: number, ...keys: string[]): Promise<Counted[]> => [...await door<Counted[]>`
  select key, n, seconds from kernel.knock(${window_seconds}, variadic array(select jsonb_array_elements_text(${door.json(keys)})))`]

/** An attempt that turned out well is not counted; the others under the key stay. */
export const relent = async ({ door }: Pick<Database, 'door'>, ...keys: string[]): Promise<void> => {
  await door`select kernel.relent(key) from jsonb_array_elements_text(${door.json(keys)}) as key`
}
