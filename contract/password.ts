/** The fewest characters of a password, and from how many on its kinds of characters no longer matter. */
const least = 10
const long = 16
const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]

/**
 * What is wrong with a password that somebody chooses, in a sentence; null when it will do. GB/T 22239-2019 8.1.4.1 asks
 * for complexity without saying how much: three kinds of characters, or a long one.
 */
export function passwordFault(password: string, login = ''): string | null {
  const signs = Array.from(password.normalize('NFKC'))
  if (signs.length < least) return `密码至少 ${least} 位`
  if (new Set(signs).size < 5) return '密码里重复的字符太多'
  if (login !== '' && password.toLowerCase().includes(login.toLowerCase())) return '密码里不能含有账号'
  if (signs.length < long && kinds.filter(kind => kind.test(password)).length < 3) {
    return `请用大写字母、小写字母、数字、符号中的至少三种，或者用 ${long} 位以上的长密码`
  }
  return null
}
