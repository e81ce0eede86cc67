import { readFileSync } from 'node:fs'
import { showInstant } from '../../contract/time.ts'
import { columns, readSeats, type Laid } from '../../server/founding.ts'
import { appoint as lay, importPlaces, reset } from '../seams.ts'
import { progress } from '../progress.ts'
import { onDatabase } from './load.ts'

const template = `${columns.join(',')}
张三,（18 位号码）,省级安全管理员,32,zhangsan,省厅任命文件〔2026〕1号,320106001003,某某路 1 号
李四,（18 位号码）,省级系统管理员,32,lisi,省厅任命文件〔2026〕1号,320106001003,某某路 2 号
王五,（18 位号码）,审计员,32,wangwu,省厅任命文件〔2026〕1号,320106001003,某某路 3 号`

const usage = '请给出名单和经办人：npx gongzhi appoint 名单.csv --by 姓名。名单的样子见 npx gongzhi appoint --template'

/** Registers, appoints and gives accounts to those of a list, in a house that is no demonstration. */
export async function appoint(file: string | undefined, { template: wanted, by, again = false }: { template?: boolean; by?: string; again?: boolean }): Promise<void> {
  if (wanted) return console.log(template)
  const name = by?.trim()
  if (!file || !name) throw new Error(usage)
  const seats = readSeats(textOf(file))
  await onDatabase(async (home, adminUrl, databaseUrl) => {
    await importPlaces({ adminUrl, progress: progress('导入地区') })
    const done: Laid[] = []
    await lay({ home, adminUrl, databaseUrl }, seats, { by: `${name}（部署）`, again }, laid => {
      done.push(laid)
      console.log(told(laid))
    })
    return `共 ${done.length} 个岗位。初始密码只显示这一次，请当面交给本人；第一次登录时本人设置自己的密码和动态验证。名单里有证件号码，用完请删除。`
  })
}

/** A new initial password for the one administrator whom no other can help. */
export async function resetAccount(login: string, { by, reason }: { by?: string; reason?: string }): Promise<void> {
  if (!by?.trim() || !reason?.trim()) throw new Error('请写明经办人和原因：npx gongzhi reset-account 账号 --by 姓名 --reason 手机丢失，本人到场')
  await onDatabase(async (home, adminUrl, databaseUrl) => {
    const issued = await reset({ home, adminUrl, databaseUrl }, login, { by: `${by.trim()}（部署）`, reason: reason.trim() })
    return `${issued.name}  账号 ${issued.login}  初始密码 ${issued.password}  ${showInstant(issued.until)} 前有效，只显示这一次。`
  })
}

const told = ({ name, office_name, place, login, password, until }: Laid): string =>
  `${name}  ${office_name}（${place}）  账号 ${login}  ${password === null ? '已有账号，密码不变' : `初始密码 ${password}  ${showInstant(until!)} 前有效`}`

/** The list as text: UTF-8, or GB 18030 as Excel writes a CSV in China. */
function textOf(file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch {
    throw new Error(`读不到名单 ${file}，请核对文件名。`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
