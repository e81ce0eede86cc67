const texts = import.meta.glob<string>('../../docs/guides/*.md', { query: '?raw', import: 'default' })
const pictures = import.meta.glob<string>('../../docs/guides/images/*.webp', { query: '?url', import: 'default', eager: true })

/** The text of a guide; fetched when it is opened. */
export const textOf = (file: string): Promise<string> => texts[`../../docs/guides/${file}.md`]!()

/** Where a picture that a guide names lies in the built app. */
export const pictureAt = (href: string): string => pictures[`../../docs/guides/${href}`] ?? href
