/** Posts as people write them in one line, 「主任、副主任2、委员 3 人」; or what is wrong with the line. */
export function postsOf(line: string): { title: string; seats: number }[] | { wrong: string } {
  const parts = line.normalize('NFKC').split(/[、,;\n]/).map(part => part.trim()).filter(Boolean)
  const posts = parts.map(part => {
    const [, title = '', seats = '1'] = /^(.*?)\s*(?:(\d{1,3})\s*人?)?$/u.exec(part) ?? []
    return { title: title.trim(), seats: Number(seats) }
  })
  const bad = posts.find(post => post.title === '' || post.seats < 1 || post.seats > 99)
  if (bad) return { wrong: bad.title === '' ? '请在人数前写上职务名称' : `“${bad.title}”的人数应是 1 到 99` }
  return posts.length > 20 ? { wrong: '最多 20 个职务' } : posts
}
