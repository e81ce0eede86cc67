/** A UUID of version 7 as it would have been made at that instant (ms). Seeds only: its random part is `Math.random`. */
export function idAt(ms: number): string {
  const time = Math.floor(ms).toString(16).padStart(12, '0')
  const word = (): string => Math.floor(Math.random() * 0x10000).toString(16).padStart(4, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${word().slice(1)}-${'89ab'[Math.floor(Math.random() * 4)]!}${word().slice(1)}-${word()}${word()}${word()}`
}

/** The same in SQL: `at` is an expression of an instant. */
export const idSql = (at: string): string =>
  `(overlay(overlay(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || substr(md5(random()::text), 1, 20) placing '7' from 13 for 1) placing '8' from 17 for 1))::uuid`
