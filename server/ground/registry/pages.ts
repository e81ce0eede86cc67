export type { PageOf, PageWanted } from '../../kernel/page.ts'
