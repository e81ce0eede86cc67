/** What a paper may be: kinds by MIME type, and the most bytes. */
export interface FileRules { kinds: readonly string[]; most: number }

const names: Record<string, string> = {
  'image/jpeg': 'JPG', 'image/png': 'PNG', 'image/heic': 'HEIC', 'image/webp': 'WebP', 'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}
const endings: Record<string, RegExp> = {
  'image/jpeg': /\.jpe?g$/i, 'image/png': /\.png$/i, 'image/heic': /\.hei[cf]$/i, 'image/webp': /\.webp$/i, 'application/pdf': /\.pdf$/i,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': /\.xlsx$/i,
}

/** Photographs and PDF up to 10 MB: what a window takes. */
export const paper: FileRules = { kinds: ['image/jpeg', 'image/png', 'application/pdf'], most: 10 * 1024 * 1024 }

/** `3.2 MB`, `840 KB`. */
export const showSize = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`

/** `JPG、PNG、PDF`. */
export const showKinds = (rules: FileRules): string => rules.kinds.map(k => names[k] ?? k).join('、')

/** Why this file cannot be taken, in a sentence that says what to do; null when it can. */
export function refuseFile(file: { name: string; type: string; size: number }, rules: FileRules): string | null {
  const fits = rules.kinds.some(k => file.type === k || (file.type === '' && endings[k]?.test(file.name)))
  if (!fits) return `只能上传 ${showKinds(rules)} 格式的文件。${rules.kinds.some(k => k.startsWith('image/')) ? '可以直接拍照上传。' : ''}`
  if (file.size === 0) return '文件是空的，请重新选择。'
  if (file.size > rules.most) return `文件有 ${showSize(file.size)}，超过了 ${showSize(rules.most)}。请压缩或拍小一点再传。`
  return null
}
