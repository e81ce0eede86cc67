import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Marked } from 'marked'
import { paths } from '../kernel/paths.ts'
import { Frame, Up } from '../resident/Frame.tsx'
import { Card, Cards } from '../ui/Card.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { guides } from './guides.ts'
import { pictureAt, textOf } from './texts.ts'
import './help.css'

const marked = new Marked({
  renderer: {
    // A picture of a desk is wider than a phone: a tap shows it alone, to be enlarged.
    image: ({ href, text }) => `<a class="h-picture" href="${pictureAt(href)}" target="_blank" rel="noreferrer"><img src="${pictureAt(href)}" alt="${text}" loading="lazy"></a>`,
    paragraph({ tokens }) {
      return `<p${tokens.every(token => token.type === 'image') ? ' class="h-shot"' : ''}>${this.parser.parseInline(tokens)}</p>`
    },
    table(token) {
      const row = (cells: typeof token.header, tag: string) => `<tr>${cells.map(cell => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`
      return `<div class="h-scroll" tabindex="0" role="group" aria-label="表格"><table><thead>${row(token.header, 'th')}</thead><tbody>${token.rows.map(cells => row(cells, 'td')).join('')}</tbody></table></div>`
    },
  },
})

/** `/help` and `/help/<guide>`: the guides of this repository, as they stand there. Read without login. */
export function HelpPage() {
  const { guide } = useParams({ strict: false }) as { guide?: string }
  const found = guides.find(one => one.slug === guide)
  return (
    <Frame title={found?.title ?? '帮助'} width={found?.wide ? 'wide' : 'column'}>
      <Up href={guide ? paths.help() : paths.home()}>{guide ? '帮助' : '首页'}</Up>
      {found ? <Guide file={found.file} /> : guide ? <><h1 className="g-unseen">没有这份指南</h1><EmptyState title="没有这份指南" icon="search"><p>网址可能打错了。请回到帮助首页重新选。</p></EmptyState></> : <List />}
    </Frame>
  )
}

const List = () => (
  <>
    <h1 className="g-title">帮助</h1>
    <p className="g-title-lead">照着图一步一步做。还有不明白的，打 12345，或到任一社区服务窗口，工作人员当面帮您。</p>
    <div className="h-list"><Cards>{guides.map(one => <Card key={one.slug} href={paths.help(one.slug)} icon="book" title={one.title} note={one.note} />)}</Cards></div>
  </>
)

function Guide({ file }: { file: string }) {
  const { data, error, refetch } = useQuery({ queryKey: ['help', file], queryFn: () => textOf(file), staleTime: Infinity })
  if (error) return <ErrorState error={{ message: '指南没有打开，请检查网络。' }} onRetry={() => void refetch()} />
  // The text is this repository's own, built into the app: nobody else writes it.
  return data === undefined ? <LoadingState lines={8} /> : <article className="h-guide" dangerouslySetInnerHTML={{ __html: marked.parse(data, { async: false }) }} />
}
