export interface PageOf<T> { items: T[]; next: string | null; count: { n: number; exact: boolean } }
export interface PageWanted { after?: string | undefined; limit: number }
