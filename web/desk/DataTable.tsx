import { Table } from 'antd'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, type MouseEvent, type ReactNode } from 'react'
import { Anchor } from '../ui/Anchor.tsx'
import { EmptyState, ErrorState, LoadingState, type Failure } from '../ui/states.tsx'
import { Filters, type Filter, type FilterValues } from './Filters.tsx'
import { focusSearch, listKey, rowAfter, showCount } from './keys.ts'
import { Turn } from './Turn.tsx'

export interface Column<T> {
  key: string
  title: string
  render: (row: T) => ReactNode
  width?: number | string
  align?: 'left' | 'right'
}

export interface DataTableProps<T> {
  /** What the list is, for those who do not see where it stands. */
  label: string
  /** The first column is the way to the row. */
  columns: readonly Column<T>[]
  page: { items: readonly T[]; next: string | null; count: { n: number; exact: boolean } } | undefined
  loading: boolean
  error?: Failure | null
  onRetry?: () => void
  rowKey: (row: T) => string
  rowHref?: (row: T) => string
  /** What can be narrowed, and to what it is; the values stand in the address (`useList`). */
  filters?: readonly Filter[]
  values?: FilterValues
  onFilter?: (values: FilterValues) => void
  /** Paging by key: how far in one is, and the ways. */
  turn?: { depth: number; next: (after: string) => void; previous: () => void }
  /** Shown when nothing is here at all, and right of the filters. */
  empty?: ReactNode
  tools?: ReactNode
}

/** The list of the desk: narrowed, counted and paged by the server; `j` `k` Enter and `/` without the mouse. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { label, columns, page, loading, error, onRetry, rowKey, rowHref, filters = [], values = {}, onFilter, turn, empty, tools } = props
  const frame = useRef<HTMLDivElement>(null)
  const router = useRouter({ warn: false }) as ReturnType<typeof useRouter> | null
  useListKeys(frame)
  // A list without ways to its rows has nothing in it for the keyboard: where it is wider than its frame it is scrolled itself.
  useEffect(() => { if (!rowHref) frame.current?.querySelector('.ant-table-content')?.setAttribute('tabindex', '0') })
  const narrowed = filters.some(f => values[f.key])
  const open = (row: T) => (event: MouseEvent) => {
    const chosen = window.getSelection()?.toString()
    if (!rowHref || chosen || (event.target as HTMLElement).closest('a, button, input, label')) return
    const href = rowHref(row)
    if (event.ctrlKey || event.metaKey || !router) window.open(href, event.ctrlKey || event.metaKey ? '_blank' : '_self')
    else router.history.push(href)
  }
  return (
    <div className="d-list" ref={frame} role="region" aria-label={label}>
      {(filters.length > 0 || tools) && <div className="d-list-top"><Filters filters={filters} values={values} onFilter={onFilter ?? (() => {})} /><div className="d-tools">{tools}</div></div>}
      {error && !page ? <ErrorState error={error} onRetry={onRetry} />
        : !page ? <LoadingState shape="lines" lines={8} />
          : page.items.length === 0 && !loading
            ? narrowed
              ? <EmptyState icon="search" title="没有符合条件的记录"><p>放宽或清除上面的条件再看。</p></EmptyState>
              : empty ?? <EmptyState title="这里还没有记录" />
            : (
              <Table<T> size="middle" pagination={false} rowKey={rowKey} loading={loading} dataSource={[...page.items]} scroll={{ x: 'max-content' }}
                onRow={row => ({ onClick: open(row), className: rowHref ? 'd-row-link' : '' })}
                columns={columns.map((column, i) => ({
                  key: column.key, title: column.title, width: column.width, align: column.align ?? 'left',
                  onCell: () => ({ 'data-title': column.title } as object),
                  render: (_: unknown, row: T) => i === 0 && rowHref
                    ? <Anchor href={rowHref(row)} data-row="">{column.render(row)}</Anchor>
                    : column.render(row),
                }))} />
            )}
      {page && (page.items.length > 0 || (turn?.depth ?? 0) > 0) && <Turn count={loading ? '正在更新' : showCount(page.count)} next={page.next} turn={turn} />}
    </div>
  )
}

/** `j` and `k` move through the rows' links, so that Enter, a screen reader and a new tab all work as with any link. */
function useListKeys(frame: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const under = document.activeElement as HTMLElement | null
      const key = listKey(event, under)
      if (!key || event.defaultPrevented) return
      if (key === 'search') {
        if (focusSearch()) event.preventDefault()
        return
      }
      const links = [...(frame.current?.querySelectorAll<HTMLElement>('a[data-row]') ?? [])]
      const to = links[rowAfter(key, links.indexOf(under as HTMLElement), links.length)]
      to?.focus()
      to?.scrollIntoView({ block: 'nearest' })
      if (to) event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [frame])
}
