import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useMemo, type ReactNode } from 'react'
import { useLarge } from '../ui/large.ts'
import { theme } from './theme.ts'

dayjs.locale('zh-cn')

/** antd in our colours and in Chinese, round everything of the desk. */
export function DeskProvider({ children }: { children: ReactNode }) {
  const large = useLarge()
  const config = useMemo(() => theme(large), [large])
  return <ConfigProvider locale={zhCN} theme={config} button={{ autoInsertSpace: false }}><App component={false}>{children}</App></ConfigProvider>
}
