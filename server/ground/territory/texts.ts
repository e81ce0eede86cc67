/** A list as PostgreSQL writes a text array; cast it: `${texts(codes)}::text[]`. The client knows no array types by itself. */
export const texts = (list: readonly string[]): string => `{${list.map(text => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
