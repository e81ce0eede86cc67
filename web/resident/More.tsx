import { Button } from '../ui/Button.tsx'

/** The button under a list that has not been read to its end. */
export const More = ({ pages, words }: { pages: { more: (() => void) | null; isFetchingNextPage: boolean }; words: string }) => pages.more && (
  <div className="r-more"><Button kind="second" busy={pages.isFetchingNextPage} onClick={pages.more}>{words}</Button></div>
)
