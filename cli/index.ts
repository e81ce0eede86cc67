import { program } from 'commander'
import { appoint, resetAccount } from './commands/appoint.ts'
import { importPlaces, mendPlaces, migrate, seed } from './commands/load.ts'
import { schema } from './commands/schema.ts'
import { serve } from './commands/serve.ts'
import { start } from './commands/start.ts'
import { totp } from './commands/totp.ts'

program.name('gongzhi').description('共治：全省社区治理与服务平台').helpOption('-h, --help', '用法').helpCommand('help [命令]', '一条命令的用法')
program.command('start').description('启动平台：数据库、演示数据、服务（PORT 默认 8320，DATABASE_URL 可另指定数据库；GONGZHI_DEMO=off 不要演示数据）').action(ending(start))
program.command('serve').description('只启动服务，数据库由 DATABASE_URL 指定').action(ending(serve))
program.command('migrate').description('更新数据库结构').action(ending(migrate))
program.command('seed').description('建立演示数据；--reset 先清空再重新载入（只限演示环境，平台须已停止）')
  .option('--reset', '清空后重新载入').option('--yes', '不再询问').action(ending(seed))
program.command('appoint').argument('[名单]', '名单文件（CSV）').description('设立正式平台的首批岗位：登记、任命、开通账号，初始密码只显示这一次')
  .option('--template', '显示一份名单样例').option('--by <姓名>', '经办人，记入操作记录').option('--again', '已有管理员时仍然设立').action(ending(appoint))
program.command('reset-account').argument('<账号>').description('重置省级安全管理员的账号（没有上级管理员可以代办时）')
  .option('--by <姓名>', '经办人，记入操作记录').option('--reason <原因>', '原因，记入操作记录').action(ending(resetAccount))
program.command('import-places').description('导入行政区划').action(ending(importPlaces))
program.command('mend-places').description('把落在失效地区代码上的记录归到现在的地区（平台停用时运行）').action(ending(mendPlaces))
program.command('schema').description('把数据库结构写入 server/db（开发用）').action(ending(schema))
program.command('totp').argument('<账号>').description('演示账号现在的动态验证码').action(ending(totp))

await program.parseAsync()

/** A command ends the process when it is done, whatever timers or connections are left; what it throws is said briefly. */
function ending<A extends unknown[]>(command: (...args: A) => Promise<void>): (...args: A) => Promise<never> {
  return async (...args) => {
    try {
      await command(...args)
    } catch (error) {
      console.error(told(error))
      process.exitCode = 1
    }
    return process.exit()
  }
}

/** Sentences for people are in Chinese; anything else is a bug, of which the whole trace is wanted. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return /\p{Script=Han}/u.test(error.message) ? error.message : (error.stack ?? error.message)
}
